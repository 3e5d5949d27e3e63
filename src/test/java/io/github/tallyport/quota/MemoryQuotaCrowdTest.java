package io.github.tallyport.quota;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

class MemoryQuotaCrowdTest extends QuotaCrowdContract {
    @Override
    QuotaHome open(AtomicLong now, Spent spent) {
        return new MemoryHome(now, spent);
    }

    /** Each is another order of the limits. */
    static IntStream seeds() {
        return IntStream.rangeClosed(1, 3);
    }
}
