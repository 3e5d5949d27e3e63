package io.github.tallyport.journal;

import io.github.tallyport.fault.WrongSetting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One journal at a time in a directory, in this process and in all others on the machine. */
final class DirectoryLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);

    /** A process that opens and closes a file a second time gives up the lock it has on it, so it must not try. */
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel file;

    private DirectoryLock(Path directory, FileChannel file) {
        this.directory = directory;
        this.file = file;
    }

    /** @throws WrongSetting when another gateway is there */
    static DirectoryLock of(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HERE.add(real)) {
            throw taken(directory);
        }
        try {
            return new DirectoryLock(real, locked(directory));
        } catch (IOException | RuntimeException e) {
            HERE.remove(real);
            throw e;
        }
    }

    private static FileChannel locked(Path directory) throws IOException {
        FileChannel file =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() == null) {
                throw taken(directory);
            }
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static WrongSetting taken(Path directory) {
        return new WrongSetting(
                JournalConfiguration.DATA_DIR,
                "another gateway that is running uses the journal in " + directory
                        + "; every gateway needs a data directory of its own");
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("The lock on {} cannot be given up: {}", directory, e.toString());
        } finally {
            HERE.remove(directory);
        }
    }
}
