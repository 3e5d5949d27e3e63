package io.github.tallyport.quota;

import java.util.concurrent.atomic.AtomicLong;

class RedisQuotaTest extends QuotaContract {
    @Override
    QuotaHome open(AtomicLong now, Spent spent) {
        return RedisHome.at(now, spent);
    }
}
