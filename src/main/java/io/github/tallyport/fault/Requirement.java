package io.github.tallyport.fault;

import java.util.Optional;

/** What a room cannot do without. All of them are asked before anything is made, and all that is missing is said at once. */
@FunctionalInterface
public interface Requirement {
    Optional<MissingSetting> missing();
}
