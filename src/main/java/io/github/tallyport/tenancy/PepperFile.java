package io.github.tallyport.tenancy;

import io.github.tallyport.storage.DataDirectory;
import io.github.tallyport.storage.SecretFile;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The sandbox's own pepper: made on the first start, kept beside its database, readable by its owner alone. */
final class PepperFile {
    private static final int BYTES = 32;

    private final SecretFile file;

    PepperFile(DataDirectory directory) {
        file = new SecretFile(directory, "sandbox-pepper");
    }

    Pepper pepper() {
        return new Pepper(file.read().orElseGet(this::made));
    }

    private String made() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String pepper = HexFormat.of().formatHex(random);
        file.write(pepper);
        return pepper;
    }
}
