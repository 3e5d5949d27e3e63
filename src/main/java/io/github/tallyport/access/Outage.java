package io.github.tallyport.access;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Says once that something does not work, and once that it does again, however many notice. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final AtomicBoolean away = new AtomicBoolean();
    private final String begins;
    private final String ends;

    /** @param begins without a full stop: the reason follows */
    Outage(String begins, String ends) {
        this.begins = begins;
        this.ends = ends;
    }

    static Outage ofLookups() {
        return new Outage(
                "The database of keys does not answer; known keys keep working, others get 503",
                "The database of keys answers again");
    }

    void noticed(Throwable failure) {
        if (away.compareAndSet(false, true)) {
            LOG.warn("{}: {}", begins, root(failure));
        }
    }

    void over() {
        if (away.compareAndSet(true, false)) {
            LOG.info(ends);
        }
    }

    private static String root(Throwable failure) {
        Throwable root = NestedExceptionUtils.getRootCause(failure);
        return (root == null ? failure : root).toString();
    }
}
