package io.github.tallyport.cache;

import java.math.BigInteger;

/**
 * A JSON number by its value, exactly: its digits without zeros at either end, and the power of ten behind them. The form
 * grows with the number's text and never with its value.
 */
final class CanonicalNumber {
    /** So many digits of an exponent fit a {@code long}, with room for the digits that the point is moved by. */
    private static final int SHORT_EXPONENT = 17;

    private CanonicalNumber() {}

    /** @param text a number in JSON's grammar */
    static void write(Buffer out, char[] text, int from, int length) {
        int end = from + length;
        int start = out.size();
        int at = from;
        if (text[at] == '-') {
            out.put('-');
            at++;
        }
        int digits = out.size();
        long shift = 0;
        boolean fraction = false;
        while (at < end && text[at] != 'e' && text[at] != 'E') {
            char c = text[at++];
            if (c == '.') {
                fraction = true;
                continue;
            }
            if (c != '0' || out.size() > digits) {
                out.put(c);
            }
            if (fraction) {
                shift--;
            }
        }
        while (out.size() > digits && out.last() == '0') {
            out.cutBackTo(out.size() - 1);
            shift++;
        }
        if (out.size() == digits) {
            out.cutBackTo(start);
            out.put('0');
        } else {
            exponent(out, text, at + 1, end, shift);
        }
    }

    private static void exponent(Buffer out, char[] text, int from, int end, long shift) {
        int at = from;
        boolean negative = at < end && text[at] == '-';
        while (at < end && (text[at] == '-' || text[at] == '+' || text[at] == '0')) {
            at++;
        }
        if (end - at > SHORT_EXPONENT) {
            BigInteger given = new BigInteger(new String(text, at, end - at));
            BigInteger power = (negative ? given.negate() : given).add(BigInteger.valueOf(shift));
            out.put('e').put(power.toString());
            return;
        }
        long given = 0;
        for (; at < end; at++) {
            given = given * 10 + text[at] - '0';
        }
        long power = (negative ? -given : given) + shift;
        if (power != 0) {
            out.put('e').put(Long.toString(power));
        }
    }
}
