package io.github.tallyport.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256, as four numbers that compare at once. */
record Digest(long first, long second, long third, long fourth) {
    private static final HexFormat HEX = HexFormat.of();

    /** @param parts each with its length, so that no two lists of parts come to the same */
    static Digest of(byte[]... parts) {
        MessageDigest sha = sha256();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        for (byte[] part : parts) {
            sha.update(length.clear().putInt(part.length).flip());
            sha.update(part);
        }
        ByteBuffer result = ByteBuffer.wrap(sha.digest());
        return new Digest(result.getLong(), result.getLong(), result.getLong(), result.getLong());
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        return HEX.toHexDigits(first) + HEX.toHexDigits(second) + HEX.toHexDigits(third) + HEX.toHexDigits(fourth);
    }
}
