package io.github.tallyport.picture;

import java.util.List;

/** The last value in large letters above its curve. */
record Stat(Svg svg, Frame frame, Panel panel) {
    private static final String COLOUR = "#37872D";

    void draw(List<Series> series) {
        Series only = series.getFirst();
        Frame below = frame.inside(-9, 46, -9, -7);
        Curve curve = new Curve(below, Scale.of(series, panel), only.values());
        svg.path(curve.area(), "class=\"a\" fill=\"" + COLOUR + "\"");
        svg.path(curve.line(), "class=\"s\" stroke=\"" + COLOUR + "\"");
        svg.words(
                frame.x() + frame.width() / 2,
                frame.y() + 32,
                "big",
                panel.unit().write(only.last()));
    }
}
