package io.github.tallyport.access;

import io.github.tallyport.storage.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The sandbox's own pepper: made on the first start, kept beside its database, readable by its owner alone. */
final class PepperFile {
    private static final FileAttribute<?>[] OWNER_ONLY = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
    private static final FileAttribute<?>[] NOTHING_TO_SAY = {};

    private final Path path;

    PepperFile(DataDirectory directory) {
        path = directory.file("sandbox-pepper");
    }

    Pepper pepper() {
        try {
            if (!Files.exists(path)) {
                make();
            }
            return new Pepper(Files.readString(path).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the sandbox's pepper in " + path, e);
        }
    }

    /** Under another name first: a start that is cut short leaves no half a pepper. */
    private void make() throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Path half = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(half);
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createFile(half, posix ? OWNER_ONLY : NOTHING_TO_SAY);
        Files.writeString(half, HexFormat.of().formatHex(random));
        Files.move(half, path);
    }
}
