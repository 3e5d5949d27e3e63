package io.github.tallyport.quota;

import java.util.concurrent.atomic.AtomicLong;

class MemoryQuotaTest extends QuotaContract {
    @Override
    QuotaHome open(AtomicLong now, Spent spent) {
        return new MemoryHome(now, spent);
    }
}
