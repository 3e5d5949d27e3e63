package io.github.tallyport.picture;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The whole dashboard: each panel where it belongs. */
final class Picture {
    /** Of the grid, 24 of them beside each other. */
    private static final int COLUMN = 50;

    private static final int LINE = 30;
    private static final int GAP = 8;
    private static final int HEAD = 52;
    private static final int MARGIN = 12;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String STYLE = """
            text{font-family:Inter,"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;fill:#24292e}
            .name{font-size:20px;font-weight:600}.note{font-size:12.5px;fill:#6a737d;text-anchor:end}
            .row{font-size:15px;font-weight:600}.title{font-size:13px;font-weight:600}
            .y{font-size:10.5px;fill:#59636e;text-anchor:end}.x{font-size:10.5px;fill:#59636e;text-anchor:middle}
            .key{font-size:11px}.none{font-size:15px;fill:#8b949e;text-anchor:middle}
            .big{font-size:30px;font-weight:600;text-anchor:middle;fill:#2c7a2c}.bar{font-size:12px}
            .value{font-size:13px;font-weight:600;text-anchor:end}
            .grid{stroke:#e7eaee;fill:none}.panel{fill:#fff;stroke:#d8dee4}
            .s{fill:none;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}.a{fill-opacity:.1}
            """;

    private final Shown shown;
    private final Svg svg = new Svg();
    private int bottom;

    Picture(Shown shown) {
        this.shown = shown;
    }

    void add(Panel panel, List<Series> series) {
        double x = MARGIN + (double) panel.x() * COLUMN;
        double y = HEAD + (double) panel.y() * LINE;
        double width = (double) panel.width() * COLUMN - GAP;
        double height = (double) panel.height() * LINE - GAP;
        bottom = Math.max(bottom, HEAD + (panel.y() + panel.height()) * LINE);
        if (panel.isRow()) {
            svg.path("M%s %sl5 5 5-5".formatted(Svg.n(x + 2), Svg.n(y + 10)), "class=\"s\" stroke=\"#59636e\"");
            svg.words(x + 20, y + 17, "row", panel.title());
            return;
        }
        svg.box(x, y, width, height, "class=\"panel\" rx=\"3\"");
        svg.words(x + 10, y + 20, "title", panel.title());
        Frame frame = new Frame(x + 10, y + 30, width - 20, height - 38);
        if (series.isEmpty()) {
            svg.words(frame.x() + frame.width() / 2, frame.y() + frame.height() / 2, "none", "no data");
            return;
        }
        switch (panel.type()) {
            case "stat" -> new Stat(svg, frame, panel).draw(series);
            case "bargauge" -> new Bars(svg, frame, panel).draw(series);
            case "timeseries" -> new Graph(svg, frame, panel, shown).draw(series);
            default -> throw new IllegalArgumentException("the picture does not know the panel " + panel.type());
        }
    }

    String svg() {
        int width = 24 * COLUMN - GAP + 2 * MARGIN;
        Svg head = new Svg()
                .box(0, 0, width, bottom + MARGIN, "fill=\"#f4f5f5\"")
                .words(MARGIN, 33, "name", "Tallyport")
                .words(
                        width - MARGIN,
                        32,
                        "note",
                        TIME.format(shown.from()) + " to " + TIME.format(shown.to())
                                + " UTC, two replicas under a mixed load");
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n<style>\n%s</style>\n%s%s</svg>\n"
                .formatted(width, bottom + MARGIN, width, bottom + MARGIN, STYLE, head, svg);
    }
}
