package io.github.tallyport.access;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Says once that the keys' database is away, and once that it is back, however many requests notice. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final AtomicBoolean away = new AtomicBoolean();

    void noticed(Throwable failure) {
        if (away.compareAndSet(false, true)) {
            LOG.warn(
                    "The database of keys does not answer; known keys keep working, others get 503: {}", root(failure));
        }
    }

    void over() {
        if (away.compareAndSet(true, false)) {
            LOG.info("The database of keys answers again");
        }
    }

    private static String root(Throwable failure) {
        Throwable root = NestedExceptionUtils.getRootCause(failure);
        return (root == null ? failure : root).toString();
    }
}
