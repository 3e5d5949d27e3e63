package io.github.tallyport.fault;

import java.util.List;

/** Why the gateway does not start: everything it was not told, at once. */
public final class MissingSettings extends RuntimeException {
    private final transient List<MissingSetting> all;

    public MissingSettings(List<MissingSetting> all) {
        super("missing: "
                + String.join(", ", all.stream().map(MissingSetting::variable).toList()));
        this.all = List.copyOf(all);
    }

    public List<MissingSetting> all() {
        return all;
    }
}
