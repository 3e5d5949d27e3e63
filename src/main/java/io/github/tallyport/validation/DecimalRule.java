package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;
import java.math.BigDecimal;
import tools.jackson.core.JsonToken;

/** A number, both bounds included. Compared as it is written: no floating point, so nothing rounds into range. */
record DecimalRule(int min, int max) implements Rule {
    /** So many digits times a bound of up to 100 still fit a long. */
    private static final int SHORT = 16;

    @Override
    public void read(Reading at) {
        if (at.token() != JsonToken.VALUE_NUMBER_INT && at.token() != JsonToken.VALUE_NUMBER_FLOAT) {
            throw at.wrongType("a decimal");
        }
        char[] text = at.characters();
        if (compare(text, at.offset(), at.length(), min) < 0) {
            throw ParameterFaults.decimalBelow(at.path(), min, at.text()).refusal();
        }
        if (compare(text, at.offset(), at.length(), max) > 0) {
            throw ParameterFaults.decimalAbove(at.path(), max, at.text()).refusal();
        }
    }

    /** Compares a JSON number with a bound of at most three digits. */
    static int compare(char[] text, int offset, int length, int bound) {
        if (length > SHORT) {
            return compareExactly(text, offset, length, bound);
        }
        boolean negative = text[offset] == '-';
        long digits = 0;
        long unit = 0;
        for (int i = offset + (negative ? 1 : 0); i < offset + length; i++) {
            char c = text[i];
            if (c == '.') {
                unit = 1;
            } else if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                unit *= 10;
            } else {
                return compareExactly(text, offset, length, bound);
            }
        }
        return Long.compare(negative ? -digits : digits, bound * Math.max(1, unit));
    }

    private static int compareExactly(char[] text, int offset, int length, int bound) {
        try {
            return new BigDecimal(text, offset, length).compareTo(BigDecimal.valueOf(bound));
        } catch (NumberFormatException e) {
            // it is a JSON number, so what BigDecimal cannot hold is its exponent
            return compareExtreme(new String(text, offset, length), bound);
        }
    }

    private static int compareExtreme(String text, int bound) {
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        boolean zero = text.chars().limit(exponent).noneMatch(c -> c >= '1' && c <= '9');
        boolean tiny = text.charAt(exponent + 1) == '-';
        int sign = zero ? 0 : text.charAt(0) == '-' ? -1 : 1;
        if (sign != 0 && (!tiny || bound == 0)) {
            return sign;
        }
        return Integer.compare(0, bound);
    }
}
