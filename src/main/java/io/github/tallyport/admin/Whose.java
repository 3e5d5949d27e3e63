package io.github.tallyport.admin;

import io.github.tallyport.books.Reach;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose requests a report is about, as queries say it. */
final class Whose {
    static final Query TENANT = new Query("tenant", "string", "Only of the tenant with this id");
    static final Query KEY = new Query("key", "string", "Only with the key of this id");
    static final Query MODEL = new Query("model", "string", "Only for the model of this id");
    static final List<Query> ALL = List.of(TENANT, KEY, MODEL);

    private Whose() {}

    /** Ids that nobody has are no mistake: of what is no longer there, the requests still are. */
    static Reach of(Given given) {
        return new Reach(only(given.text(TENANT)), only(given.text(KEY)), only(given.text(MODEL)));
    }

    private static Set<String> only(@Nullable String id) {
        return id == null ? Set.of() : Set.of(id);
    }
}
