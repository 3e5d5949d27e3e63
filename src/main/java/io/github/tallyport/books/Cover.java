package io.github.tallyport.books;

import java.util.ArrayList;
import java.util.List;

/** A stretch of time cut into slices, each as coarse as it can be: edges from rows, whole spans from sums. */
record Cover(List<Slice> slices) {
    /** The end of all time: a day begins then. */
    static final long END = Span.DAY.floor(Long.MAX_VALUE);

    /**
     * @param from epoch milliseconds
     * @param to the first moment after it
     */
    record Slice(Span span, long from, long to) {}

    /** @param coarsest spans beyond this are not used */
    static Cover of(long from, long to, Span coarsest) {
        List<Slice> slices = new ArrayList<>();
        cut(from, to, coarsest, slices);
        return new Cover(slices);
    }

    private static void cut(long from, long to, Span span, List<Slice> slices) {
        if (from >= to) {
            return;
        }
        if (span == Span.ROW) {
            slices.add(new Slice(span, from, to));
            return;
        }
        Span finer = span == Span.DAY ? Span.QUARTER : Span.ROW;
        long first = span.ceil(from);
        long last = span.floor(to);
        if (first >= last) {
            cut(from, to, finer, slices);
        } else {
            cut(from, first, finer, slices);
            slices.add(new Slice(span, first, last));
            cut(last, to, finer, slices);
        }
    }

    /** Those that need rows. */
    List<Slice> edges() {
        return slices.stream().filter(slice -> slice.span() == Span.ROW).toList();
    }
}
