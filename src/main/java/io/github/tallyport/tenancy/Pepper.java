package io.github.tallyport.tenancy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that secrets are hashed with: a stolen database alone lets nobody try keys. A slow hash would add nothing, as
 * keys are 256 random bits, and would be paid by every request.
 */
public final class Pepper {
    static final int SHORTEST = 32;
    private static final String ALGORITHM = "HmacSHA256";

    /** Keyed, never fed: cloned for each use, which is cheaper than keying again and needs no thread-locals. */
    private final Mac keyed;

    /** @param pepper at least 32 characters */
    public Pepper(String pepper) {
        if (pepper.length() < SHORTEST) {
            throw new IllegalArgumentException("the key pepper has at least " + SHORTEST + " characters");
        }
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(pepper.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    public Fingerprint fingerprint(String secret) {
        return new Fingerprint(mac(secret.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** What stands in the ledger for a name that is not ours to keep: the same for the same name, of no use to anybody else. */
    public String pseudonym(String name) {
        return HexFormat.of().formatHex(mac(name.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] mac(byte[] input) {
        try {
            return ((Mac) keyed.clone()).doFinal(input);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own " + ALGORITHM + " can be cloned", e);
        }
    }
}
