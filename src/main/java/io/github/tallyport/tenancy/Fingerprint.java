package io.github.tallyport.tenancy;

import java.security.MessageDigest;
import java.util.HexFormat;

/** What is kept of a secret: its HMAC-SHA-256 under the pepper. Compared in constant time. */
public final class Fingerprint {
    private final byte[] mac;

    Fingerprint(byte[] mac) {
        this.mac = mac;
    }

    /** @param hex 64 hexadecimal digits */
    static Fingerprint ofHex(String hex) {
        return new Fingerprint(HexFormat.of().parseHex(hex));
    }

    /** As the database has it: 64 hexadecimal digits. */
    String hex() {
        return HexFormat.of().formatHex(mac);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && MessageDigest.isEqual(mac, that.mac);
    }

    /** The first four bytes: they are as random as any hash of them. */
    @Override
    public int hashCode() {
        return mac[0] << 24 | (mac[1] & 0xff) << 16 | (mac[2] & 0xff) << 8 | (mac[3] & 0xff);
    }

    /** Nothing: a fingerprint in a log would be something to try pepper on. */
    @Override
    public String toString() {
        return "fingerprint";
    }
}
