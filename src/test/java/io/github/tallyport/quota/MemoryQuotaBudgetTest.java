package io.github.tallyport.quota;

import java.util.concurrent.atomic.AtomicLong;

class MemoryQuotaBudgetTest extends QuotaBudgetContract {
    @Override
    QuotaHome open(AtomicLong now, Spent spent) {
        return new MemoryHome(now, spent);
    }
}
