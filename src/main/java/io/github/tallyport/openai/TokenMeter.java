package io.github.tallyport.openai;

/**
 * Reckons the tokens of a text without a tokenizer: by class of character, in one pass, in integers.
 *
 * <p>Weights are hundredths of a token, after DeepSeek's own rule (an English character about 0.3 token, a Chinese one about
 * 0.6): long unbroken runs, such as base64, weigh more, and the sum is raised by 15 %. Not thread-safe.
 */
public final class TokenMeter {
    private static final int ASCII = 30;
    private static final int UNBROKEN = 70;
    private static final int RUN = 64;
    private static final int WIDE = 60;
    private static final int OTHER = 100;

    /**
     * What a character is worth when a text is to be measured too short: no real text has tokens so long. Runs of one character
     * are worth nothing, as tokenizers have those whole.
     */
    private static final int LEAST_ASCII = 5;

    private static final int LEAST_OTHER = 20;

    /** They stand for a character of their class where only its first byte was looked at. */
    private static final char A_WIDE_ONE = '字';

    private static final char ANOTHER = 'é';

    /** What a chat template adds whatever is said, and for every message. */
    private static final int TEMPLATE = 8;

    private static final int PER_MESSAGE = 4;

    /** The instructions about calling tools that a template puts in front of them: the likely and the greatest length. */
    private static final int ABOUT_TOOLS = 300;

    private static final int ABOUT_TOOLS_AT_MOST = 1024;

    private long weight;
    private long floor;
    private long utf8Bytes;
    private int messages;
    private boolean tools;
    private int run;
    private char previous;

    public void add(char[] text, int offset, int length) {
        // in locals, because fields would be written for every character
        long weight = 0;
        long floor = 0;
        long bytes = 0;
        int run = this.run;
        char previous = this.previous;
        for (int i = offset; i < offset + length; i++) {
            char c = text[i];
            if (c < 0x80) {
                run = c > ' ' ? run + 1 : 0;
                weight += run > RUN ? UNBROKEN : ASCII;
                floor += c == previous ? 0 : LEAST_ASCII;
                bytes++;
            } else {
                run = 0;
                weight += isWide(c) ? WIDE : OTHER;
                floor += c == previous ? 0 : LEAST_OTHER;
                bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
            previous = c;
        }
        this.weight += weight;
        this.floor += floor;
        this.utf8Bytes += bytes;
        this.run = run;
        this.previous = previous;
    }

    public void add(CharSequence text) {
        char[] characters = text.toString().toCharArray();
        add(characters, 0, characters.length);
    }

    /**
     * Adds a piece of a JSON document as it stands, {@code [from, to)} of valid UTF-8. Templates write it as JSON again, with
     * their own blanks and escapes, so that at most it takes twice its bytes.
     */
    public void addJson(byte[] document, int from, int to) {
        char[] characters = new char[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            int b = document[i] & 0xFF;
            if (b < 0x80) {
                characters[length++] = (char) b;
            } else if (b >= 0xC0) {
                characters[length++] = b >= 0xE3 && b < 0xF0 ? A_WIDE_ONE : ANOTHER;
            }
        }
        long before = utf8Bytes;
        add(characters, 0, length);
        utf8Bytes = before + 2L * (to - from);
    }

    /** One message more: its role and separators. */
    public void message() {
        messages++;
        run = 0;
    }

    /** The request brings tools: whatever they are, the model is told how to call them. */
    public void tools() {
        tools = true;
    }

    /** The likely number, rounded up: what is charged when the upstream does not say. */
    public long estimate() {
        return (weight * 115 + 9_999) / 10_000 + overhead() + (tools ? ABOUT_TOOLS : 0);
    }

    /** Fewer than any real text of this size takes: above the context length, the request cannot fit. */
    public long atLeast() {
        return floor / 100;
    }

    /** More than any tokenizer makes of it: a byte has at most one token. */
    public long atMost() {
        return utf8Bytes + 2L * overhead() + (tools ? ABOUT_TOOLS_AT_MOST : 0);
    }

    private long overhead() {
        return messages == 0 ? 0 : TEMPLATE + (long) PER_MESSAGE * (messages - 1);
    }

    private static boolean isWide(char c) {
        return (c >= 0x2E80 && c <= 0x9FFF)
                || (c >= 0xAC00 && c <= 0xD7AF)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFF00 && c <= 0xFFEF);
    }
}
