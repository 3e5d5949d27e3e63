package io.github.tallyport.tenancy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rates of a tenant or a key. Immutable.
 *
 * @param all of all requests together
 * @param models of requests for one model besides, by its id as the catalogue spells it; in the order of the ids
 */
public record Limits(Rates all, Map<String, Rates> models) {
    public static final Limits NONE = new Limits(Rates.NONE, Map.of());

    public Limits {
        models = Collections.unmodifiableMap(new TreeMap<>(models));
    }
}
