package io.github.tallyport.picture;

/** The way of a line through its points, one for each stretch without a gap; in whole pixels after the first, to be short. */
final class Curve {
    private final Frame frame;
    private final Scale scale;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder area = new StringBuilder();

    Curve(Frame frame, Scale scale, double[] values) {
        this.frame = frame;
        this.scale = scale;
        int begin = -1;
        for (int i = 0; i <= values.length; i++) {
            boolean known = i < values.length && Double.isFinite(values[i]);
            if (known && begin < 0) {
                begin = i;
            } else if (!known && begin >= 0) {
                stretch(values, begin, i);
                begin = -1;
            }
        }
    }

    private void stretch(double[] values, int begin, int end) {
        StringBuilder way = new StringBuilder();
        long fromX = tenths(x(begin, values.length));
        long fromY = tenths(scale.y(values[begin], frame));
        long startX = fromX;
        way.append("M")
                .append(Svg.n(fromX / 10.0))
                .append(' ')
                .append(Svg.n(fromY / 10.0))
                .append('l');
        if (end == begin + 1) {
            way.append("0 0");
        }
        for (int i = begin + 1; i < end; i++) {
            long toX = tenths(x(i, values.length));
            long toY = tenths(scale.y(values[i], frame));
            way.append(i == begin + 1 ? "" : " ").append(Svg.n((toX - fromX) / 10.0));
            way.append(' ').append(Svg.n((toY - fromY) / 10.0));
            fromX = toX;
            fromY = toY;
        }
        line.append(way);
        area.append(way)
                .append('V')
                .append(Svg.n(frame.bottom()))
                .append('H')
                .append(Svg.n(startX / 10.0))
                .append('z');
    }

    private double x(int point, int points) {
        return frame.x() + frame.width() * point / (points - 1);
    }

    private static long tenths(double value) {
        return Math.round(value * 10);
    }

    String line() {
        return line.toString();
    }

    /** Down to the bottom of the frame. */
    String area() {
        return area.toString();
    }
}
