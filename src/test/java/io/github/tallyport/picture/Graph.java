package io.github.tallyport.picture;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over time, with axes and a legend below. */
record Graph(Svg svg, Frame frame, Panel panel, Shown shown) {
    /** Grafana's own names of colours: those of them that are dark enough for paper. */
    static final List<String> COLOURS = List.of(
            "#37872D", "#E0A100", "#1F60C4", "#FA6400", "#C4162A", "#8F3BB8", "#33A2B5", "#7A5C3E", "#E75480",
            "#5B6770");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LEGEND_LINE = 16;
    private static final double LETTER = 5.9;
    private static final int SWATCH = 18;
    private static final int APART = 14;

    private record Key(double x, int line, int number, String name) {}

    void draw(List<Series> series) {
        List<Key> keys = keys(series);
        int lines = keys.getLast().line + 1;
        Scale scale = Scale.of(series, panel);
        double widest = 0;
        for (double tick : scale.ticks()) {
            widest = Math.max(widest, panel.unit().write(tick, scale.step()).length() * LETTER);
        }
        Frame plot = frame.inside(widest + 8, 4, 6, lines * (double) LEGEND_LINE + 24);
        axes(plot, scale);
        for (int i = series.size() - 1; i >= 0; i--) {
            Curve curve = new Curve(plot, scale, series.get(i).values());
            String colour = colour(i);
            svg.path(curve.area(), "class=\"a\" fill=\"" + colour + "\"");
            svg.path(curve.line(), "class=\"s\" stroke=\"" + colour + "\"");
        }
        double top = frame.bottom() - lines * (double) LEGEND_LINE + 8;
        for (Key key : keys) {
            double y = top + key.line * (double) LEGEND_LINE;
            svg.box(frame.x() + key.x, y - 5, 12, 3, "rx=\"1.5\" fill=\"" + colour(key.number) + "\"");
            svg.words(frame.x() + key.x + SWATCH, y, "key", key.name);
        }
    }

    static String colour(int number) {
        return COLOURS.get(number % COLOURS.size());
    }

    private List<Key> keys(List<Series> series) {
        List<Key> keys = new ArrayList<>();
        double x = 0;
        int line = 0;
        for (int i = 0; i < series.size(); i++) {
            String name = series.get(i).name();
            double width = SWATCH + name.length() * LETTER;
            if (x > 0 && x + width > frame.width()) {
                x = 0;
                line++;
            }
            keys.add(new Key(x, line, i, name));
            x += width + APART;
        }
        return keys;
    }

    private void axes(Frame plot, Scale scale) {
        for (double tick : scale.ticks()) {
            double y = scale.y(tick, plot);
            svg.line(plot.x(), y, plot.right(), y, "grid");
            svg.words(plot.x() - 6, y + 3.5, "y", panel.unit().write(tick, scale.step()));
        }
        long every = shown.seconds() > 480 ? 120 : 60;
        long first = Math.ceilDiv(shown.from().getEpochSecond(), every) * every;
        for (long second = first; second <= shown.to().getEpochSecond(); second += every) {
            double x = plot.x() + plot.width() * (second - shown.from().getEpochSecond()) / shown.seconds();
            svg.line(x, plot.y(), x, plot.bottom(), "grid");
            if (x > plot.x() + 12 && x < plot.right() - 10) {
                svg.words(x, plot.bottom() + 14, "x", MINUTE.format(Instant.ofEpochSecond(second)));
            }
        }
    }
}
