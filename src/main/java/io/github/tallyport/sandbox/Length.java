package io.github.tallyport.sandbox;

import io.github.tallyport.openai.TokenMeter;
import java.util.ArrayList;
import java.util.List;

/** Texts by length: how many tokens one takes, what of it fits, and in which pieces a model says it. */
final class Length {
    private static final int LONGEST_PIECE = 16;

    private Length() {}

    static long tokens(String text) {
        TokenMeter meter = new TokenMeter();
        meter.add(text);
        return meter.estimate();
    }

    /** The longest beginning of at most so many tokens; never half a character. */
    static String atMost(String text, long tokens) {
        TokenMeter meter = new TokenMeter();
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            meter.add(text.subSequence(end, next));
            if (meter.estimate() > tokens) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }

    /** At most so many characters, with an ellipsis where something was left out. */
    static String excerpt(String text, int characters) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= characters
                ? line
                : line.substring(0, line.offsetByCodePoints(0, characters)) + "…";
    }

    /** A beginning of half the length; all of a text of one character. */
    static String half(String text) {
        int characters = text.codePointCount(0, text.length());
        return text.substring(0, text.offsetByCodePoints(0, (characters + 1) / 2));
    }

    /** Words with the blank before them, and pairs of wide characters: about one token each. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            int next = text.offsetByCodePoints(at, 1);
            boolean wide = text.codePointAt(at) >= 0x2E80;
            boolean full = wide ? next - start >= 2 : next - start >= LONGEST_PIECE;
            boolean wordEnds = next < text.length() && !wide && Character.isWhitespace(text.charAt(next));
            if (full || wordEnds) {
                pieces.add(text.substring(start, next));
                start = next;
            }
            at = next;
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }
}
