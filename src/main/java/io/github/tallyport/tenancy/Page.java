package io.github.tallyport.tenancy;

import java.util.List;

/**
 * Some of a list. Immutable.
 *
 * @param more whether others come after these
 */
public record Page<T>(List<T> items, boolean more) {
    public Page {
        items = List.copyOf(items);
    }

    /** @param found one more than are wanted, where there are so many */
    static <T> Page<T> of(List<T> found, int limit) {
        return new Page<>(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }
}
