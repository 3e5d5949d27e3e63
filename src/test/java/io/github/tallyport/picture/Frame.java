package io.github.tallyport.picture;

/** Where something is drawn. */
record Frame(double x, double y, double width, double height) {
    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    /** Without what is cut off at its sides. */
    Frame inside(double left, double top, double right, double bottom) {
        return new Frame(x + left, y + top, width - left - right, height - top - bottom);
    }
}
