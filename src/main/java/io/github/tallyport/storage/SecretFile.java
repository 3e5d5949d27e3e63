package io.github.tallyport.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** One secret on this machine, readable by its owner alone where the file system knows owners. All calls block. */
public final class SecretFile {
    private static final FileAttribute<?>[] OWNER_ONLY = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
    private static final FileAttribute<?>[] NOTHING_TO_SAY = {};

    private final Path path;

    public SecretFile(DataDirectory directory, String name) {
        path = directory.file(name);
    }

    /** What was written, without blanks around it; empty when nothing was. */
    public Optional<String> read() {
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** In the place of what was there; a start that is cut short leaves the old secret or the new, never half of one. */
    public void write(String secret) {
        Path half = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(half);
            boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createFile(half, posix ? OWNER_ONLY : NOTHING_TO_SAY);
            Files.writeString(half, secret + "\n");
            Files.move(half, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }
}
