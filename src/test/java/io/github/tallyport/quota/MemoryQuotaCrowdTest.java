package io.github.tallyport.quota;

import java.util.concurrent.atomic.AtomicLong;

class MemoryQuotaCrowdTest extends QuotaCrowdContract {
    @Override
    QuotaHome open(AtomicLong now, Spent spent) {
        return new MemoryHome(now, spent);
    }
}
