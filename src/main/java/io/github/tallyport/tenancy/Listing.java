package io.github.tallyport.tenancy;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is declared, by id, and after that what is stored, by id. One after the other, as a database may order text otherwise
 * than this program.
 *
 * @param declared of this list
 * @param hidden ids of which what is stored does not count
 */
record Listing<T>(NavigableMap<String, T> declared, Set<String> hidden, Function<T, String> id, Stored<T> stored) {
    /** What the database has after an id, null for the start, in its own order; at most so many. */
    @FunctionalInterface
    interface Stored<T> {
        List<T> after(@Nullable String id, int most);
    }

    Page<T> page(@Nullable String after, int limit) {
        List<T> found = new ArrayList<>();
        boolean declaredFirst = after == null || declared.containsKey(after);
        if (declaredFirst) {
            found.addAll((after == null ? declared : declared.tailMap(after, false)).values());
        }
        if (found.size() <= limit) {
            stored.after(declaredFirst ? null : after, limit + 1 + hidden.size()).stream()
                    .filter(one -> !hidden.contains(id.apply(one)))
                    .forEach(found::add);
        }
        return new Page<>(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }
}
