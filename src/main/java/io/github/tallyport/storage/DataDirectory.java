package io.github.tallyport.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of everything the gateway keeps on this machine.
 *
 * @param path absolute, and there
 */
public record DataDirectory(Path path) {
    /** Makes the directory where it is missing. */
    static DataDirectory at(Path wanted) {
        try {
            return new DataDirectory(
                    Files.createDirectories(wanted.toAbsolutePath().normalize()));
        } catch (IOException e) {
            throw StorageUnusable.directory(wanted, e);
        }
    }

    public Path file(String name) {
        return path.resolve(name);
    }
}
