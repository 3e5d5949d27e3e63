package io.github.tallyport.access;

import java.time.Duration;

/** Hears how soon this replica acts on changes of tenants and keys, for every change of any replica. Must not block. */
@FunctionalInterface
public interface PropagationListener {
    /** @param age from the change, by the clock of the replica that made it, until this replica forgot what was before; 0 or more */
    void forgotten(Duration age);
}
