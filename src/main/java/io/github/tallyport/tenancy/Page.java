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
}
