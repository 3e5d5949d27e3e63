package io.github.tallyport.tenancy;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * What a key looks like: {@code sk-tally-<16: public id>-<43: secret><6: checksum>}, all base 62.
 *
 * <p>62⁴³ is more than 2²⁵⁶. The checksum is the CRC-32 of everything before it: a typing error, or another provider's key,
 * costs no look-up, and secret scanners find real keys without guessing.
 */
public final class KeyText {
    private static final String PREFIX = "sk-tally-";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID = 16;
    private static final int SECRET = 43;
    private static final int CHECKSUM = 6;
    private static final int CHECKED = PREFIX.length() + ID + 1 + SECRET;
    private static final int LENGTH = CHECKED + CHECKSUM;
    private static final int SHORTEST_SHOWN = 20;

    private KeyText() {}

    static String newId(RandomGenerator random) {
        return digits(random, ID);
    }

    static String newSecret(String id, RandomGenerator random) {
        String checked = PREFIX + id + "-" + digits(random, SECRET);
        return checked + checksum(checked.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** @param text well-formed */
    static String id(String text) {
        return text.substring(PREFIX.length(), PREFIX.length() + ID);
    }

    /** Whether it can be one of ours at all; says nothing about whether it is good. */
    public static boolean isWellFormed(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX) || text.charAt(PREFIX.length() + ID) != '-') {
            return false;
        }
        for (int i = PREFIX.length(); i < LENGTH; i++) {
            if (!isDigit(text.charAt(i)) && i != PREFIX.length() + ID) {
                return false;
            }
        }
        return text.endsWith(checksum(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /**
     * {@code sk-ta***wxyz}, of anything a client may have sent: the end of our own keys is the checksum, of foreign ones it
     * is four characters, of short ones nothing is shown.
     */
    public static String redacted(String text) {
        if (text.length() < SHORTEST_SHOWN) {
            return "***";
        }
        return printable(text.substring(0, 5)) + "***" + printable(text.substring(text.length() - 4));
    }

    private static String printable(String text) {
        return text.replaceAll("[^A-Za-z0-9_-]", "?");
    }

    /** Of all that comes before the checksum's own place. */
    private static String checksum(byte[] text) {
        CRC32 crc = new CRC32();
        crc.update(text, 0, CHECKED);
        char[] digits = new char[CHECKSUM];
        long rest = crc.getValue();
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }

    private static String digits(RandomGenerator random, int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return digits.toString();
    }

    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
