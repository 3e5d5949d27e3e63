package io.github.tallyport.quota;

import java.util.concurrent.atomic.AtomicLong;

class MemoryQuotaTimeTest extends QuotaTimeContract {
    @Override
    QuotaHome open(AtomicLong now, Spent spent) {
        return new MemoryHome(now, spent);
    }
}
