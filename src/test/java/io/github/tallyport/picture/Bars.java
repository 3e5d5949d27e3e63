package io.github.tallyport.picture;

import java.util.Comparator;
import java.util.List;

/** A bar for each, the longest as long as there is room. */
record Bars(Svg svg, Frame frame, Panel panel) {
    private static final double LETTER = 6.6;
    private static final double VALUE = 62;
    private static final double TALLEST = 30;

    void draw(List<Series> series) {
        List<Series> sorted = series.stream()
                .sorted(Comparator.comparingDouble(Series::last).reversed())
                .toList();
        double names = sorted.stream()
                .mapToDouble(one -> one.name().length() * LETTER)
                .max()
                .orElse(0);
        double longest = sorted.getFirst().last();
        double pitch = Math.min(TALLEST + 8, frame.height() / sorted.size());
        Frame bars = frame.inside(names + 10, 4, VALUE, 0);
        for (int i = 0; i < sorted.size(); i++) {
            Series one = sorted.get(i);
            double y = bars.y() + i * pitch;
            double tall = pitch - 8;
            double width = longest > 0 ? bars.width() * Math.max(0, one.last()) / longest : 0;
            svg.words(frame.x(), y + tall / 2 + 4, "bar", one.name());
            svg.box(bars.x(), y, bars.width(), tall, "rx=\"2\" fill=\"#f1f3f5\"");
            svg.box(bars.x(), y, Math.max(width, 2), tall, "rx=\"2\" fill=\"#73bf69\"");
            svg.words(frame.right(), y + tall / 2 + 4.5, "value", panel.unit().write(one.last()));
        }
    }
}
