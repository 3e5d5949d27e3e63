package io.github.tallyport.picture;

import java.util.List;
import java.util.Locale;

/** The units of the dashboard, written as Grafana writes them. */
enum Unit {
    SHORT("short"),
    REQUESTS("reqps"),
    PART("percentunit"),
    YUAN("currencyCNY"),
    SECONDS("s"),
    BYTES("bytes");

    private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private final String name;

    Unit(String name) {
        this.name = name;
    }

    static Unit of(String name) {
        for (Unit unit : values()) {
            if (unit.name.equals(name)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("the picture does not know the unit " + name);
    }

    /** As Prometheus writes it. */
    static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** A number with about three digits. */
    String write(double value) {
        return write(value, value / 100);
    }

    /** @param step what the next number differs by, which says how many decimals there are */
    String write(double value, double step) {
        return switch (this) {
            case SHORT -> thousands(value, step);
            case REQUESTS -> thousands(value, step) + " req/s";
            case PART -> decimal(value * 100, step * 100) + "%";
            case YUAN -> "¥" + thousands(value, step);
            case SECONDS -> seconds(value, step);
            case BYTES -> bytes(value, step);
        };
    }

    private static String thousands(double value, double step) {
        return Math.abs(value) >= 1000 ? decimal(value / 1000, step / 1000) + " K" : decimal(value, step);
    }

    private static String seconds(double value, double step) {
        if (value == 0) {
            return "0 s";
        }
        if (Math.abs(value) < 0.001) {
            return decimal(value * 1e6, step * 1e6) + " µs";
        }
        return Math.abs(value) < 1 ? decimal(value * 1e3, step * 1e3) + " ms" : decimal(value, step) + " s";
    }

    private static String bytes(double value, double step) {
        int power = 0;
        while (Math.abs(value) >= 1024 && power < BINARY.size() - 1) {
            value /= 1024;
            step /= 1024;
            power++;
        }
        return decimal(value, step) + " " + BINARY.get(power);
    }

    private static String decimal(double value, double step) {
        double size = Math.abs(step);
        int digits = size == 0 || size >= 1 ? 0 : (int) Math.min(6, Math.ceil(-Math.log10(size) - 1e-9));
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return digits == 0 ? text : text.replaceFirst("\\.?0+$", "");
    }
}
