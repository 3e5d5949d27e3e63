package io.github.tallyport.picture;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * One line of a graph, or one bar.
 *
 * @param values one for each point of the time shown, NaN where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Series(String name, double[] values) {
    DoubleStream known() {
        return Arrays.stream(values).filter(Double::isFinite);
    }

    /** As the dashboard's {@code lastNotNull}. */
    double last() {
        double[] known = known().toArray();
        return known.length == 0 ? Double.NaN : known[known.length - 1];
    }
}
