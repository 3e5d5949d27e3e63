package io.github.tallyport.sandbox;

import io.github.tallyport.operators.OperatorKey;
import io.github.tallyport.storage.SecretFile;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The admin key of whoever sits at this laptop: made on the first start, and the same on every later one. */
final class DemoOperator {
    private static final String NAME = "sandbox";
    private static final String PREFIX = "sk-admin-";
    private static final int BYTES = 32;

    private DemoOperator() {}

    /** Blocks; for the start only. */
    static OperatorKey kept(SecretFile file, SecureRandom random) {
        return new OperatorKey(NAME, file.read().orElseGet(() -> {
            byte[] drawn = new byte[BYTES];
            random.nextBytes(drawn);
            String secret = PREFIX + HexFormat.of().formatHex(drawn);
            file.write(secret);
            return secret;
        }));
    }
}
