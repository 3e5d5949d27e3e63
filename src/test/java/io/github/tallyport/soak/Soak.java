package io.github.tallyport.soak;

/** Says which of two sizes a test has. */
public final class Soak {
    private static final boolean ON = Boolean.getBoolean("tallyport.soak");

    private Soak() {}

    public static int choose(int usual, int soaking) {
        return ON ? soaking : usual;
    }
}
