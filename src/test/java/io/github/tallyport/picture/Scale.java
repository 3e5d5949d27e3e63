package io.github.tallyport.picture;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The axis of values: round numbers from below the least to above the greatest. */
record Scale(double least, double greatest, double step) {
    private static final int STEPS = 4;

    static Scale of(List<Series> series, Panel panel) {
        double most = series.stream().flatMapToDouble(Series::known).max().orElse(1);
        double low = series.stream().flatMapToDouble(Series::known).min().orElse(0);
        double from = panel.fromZero() ? Math.min(0, low) : low;
        if (!panel.fromZero() && low >= 0 && low < most / 2) {
            from = 0;
        }
        double span = most - from;
        if (span <= Math.abs(most) * 1e-9) {
            span = most == 0 ? 1 : Math.abs(most);
            from = Math.min(0, most);
        }
        double step = round(span / STEPS, panel.unit());
        double least = Math.floor(from / step + 1e-9) * step;
        double greatest = Math.ceil((from + span) / step - 1e-9) * step;
        return new Scale(least, greatest, step);
    }

    /** The next of 1, 2 and 5 with zeros; of bytes, with what makes round numbers of them. */
    private static double round(double step, Unit unit) {
        double power = unit == Unit.BYTES
                ? Math.pow(2, Math.floor(Math.log(step) / Math.log(2)))
                : Math.pow(10, Math.floor(Math.log10(step)));
        return DoubleStream.of(1, 2, 5, 10)
                .map(times -> times * power)
                .filter(found -> found >= step * 0.9999)
                .findFirst()
                .orElse(step);
    }

    double[] ticks() {
        int count = (int) Math.round((greatest - least) / step);
        return IntStream.rangeClosed(0, count)
                .mapToDouble(i -> least + i * step)
                .toArray();
    }

    double y(double value, Frame frame) {
        return frame.bottom() - frame.height() * (value - least) / (greatest - least);
    }
}
