package io.github.tallyport.picture;

import java.util.Locale;

/** Text of an SVG, element by element; what has no colour of its own is styled by class. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    Svg line(double x1, double y1, double x2, double y2, String style) {
        return add("<path class=\"%s\" d=\"M%s %sL%s %s\"/>".formatted(style, n(x1), n(y1), n(x2), n(y2)));
    }

    Svg box(double x, double y, double width, double height, String attributes) {
        return add("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s/>"
                .formatted(n(x), n(y), n(width), n(height), attributes));
    }

    Svg path(String points, String attributes) {
        return add("<path d=\"%s\" %s/>".formatted(points, attributes));
    }

    Svg words(double x, double y, String style, String words) {
        return add("<text x=\"%s\" y=\"%s\" class=\"%s\">%s</text>".formatted(n(x), n(y), style, escaped(words)));
    }

    private Svg add(String element) {
        text.append(element).append('\n');
        return this;
    }

    /** With one decimal at most. */
    static String n(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
