package io.github.tallyport.openai;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done to a document at {@code [from, to)}.
 *
 * @param bytes what takes its place; null cuts the member that stands there, with one of the commas beside it
 */
public record Change(int from, int to, byte @Nullable [] bytes) {
    /** From left to right; what is put in before something comes before it, and an outer stretch before an inner one. */
    static final Comparator<Change> IN_ORDER = Comparator.comparingInt(Change::from)
            .thenComparing(change -> change.from != change.to)
            .thenComparing(Change::to, Comparator.reverseOrder());

    public static Change cut(int from, int to) {
        return new Change(from, to, null);
    }

    public static Change insert(int at, byte[] bytes) {
        return new Change(at, at, bytes);
    }

    void note(Splice splice) {
        if (bytes == null) {
            splice.cutMember(from, to);
        } else {
            splice.replace(from, to, bytes);
        }
    }
}
