package io.github.tallyport.observe;

import io.github.tallyport.ledger.Asking;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Labels, all of which come from the database, the catalogue or the gateway's own words; never from what a client typed. */
final class Named {
    /** What nobody could tell: no tenant was identified, or no model of the catalogue was asked for. */
    static final String OTHER = "other";

    private Named() {}

    static String tenant(Asking asking) {
        return orOther(asking.tenant());
    }

    static String model(Asking asking) {
        return orOther(asking.model());
    }

    static String target(Asking asking) {
        return orOther(asking.target());
    }

    private static String orOther(@Nullable String name) {
        return Objects.requireNonNullElse(name, OTHER);
    }
}
