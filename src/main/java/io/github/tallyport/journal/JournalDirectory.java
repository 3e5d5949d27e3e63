package io.github.tallyport.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of all journals that one data directory has seen, and what they take. */
final class JournalDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(JournalDirectory.class);

    static final String SEGMENT = ".segment";
    static final String PREPARING = ".preparing";
    static final String UNREADABLE = ".unreadable";

    private final AtomicLong inUse = new AtomicLong();
    private final AtomicLong setAside = new AtomicLong();
    private final Path path;
    private final List<Path> earlier;

    private JournalDirectory(Path path) throws IOException {
        this.path = path;
        try (Stream<Path> files = Files.list(path)) {
            earlier = files.filter(file -> named(file, SEGMENT)).sorted().toList();
        }
    }

    /** What is there, without what was never finished. Whatever else is wrong with a file is for whoever reads it. */
    static JournalDirectory of(Path path) throws IOException {
        JournalDirectory directory = new JournalDirectory(path);
        try (Stream<Path> files = Files.list(path)) {
            files.forEach(directory::count);
        }
        return directory;
    }

    private void count(Path file) {
        if (named(file, PREPARING)) {
            delete(file, 0);
        } else if (named(file, UNREADABLE)) {
            setAside.addAndGet(file.toFile().length());
        } else if (named(file, SEGMENT)) {
            inUse.addAndGet(Trimmed.size(file));
        }
    }

    private static boolean named(Path file, String ending) {
        return file.getFileName().toString().endsWith(ending);
    }

    Path path() {
        return path;
    }

    Path file(SegmentHeader header) {
        return path.resolve(header.file());
    }

    /** The segments that were there at the start, in the order of time. */
    List<Path> earlier() {
        return earlier;
    }

    /** Above that of every segment that was there at the start. */
    long nextSequence() {
        return earlier.stream()
                        .map(file -> file.getFileName().toString())
                        .filter(name -> name.matches("\\d{12}-.*"))
                        .mapToLong(name -> Long.parseLong(name.substring(0, 12)))
                        .max()
                        .orElse(0)
                + 1;
    }

    long inUse() {
        return inUse.get();
    }

    long bytesSetAside() {
        return setAside.get();
    }

    void grew(long bytes) {
        inUse.addAndGet(bytes);
    }

    /** Whether that is why so many bytes cannot be written. */
    boolean isFullFor(long bytes) {
        try {
            return Files.getFileStore(path).getUsableSpace() < bytes;
        } catch (IOException e) {
            LOG.debug("nobody knows how full the disk is", e);
            return false;
        }
    }

    /** @param bytes of the file */
    void delete(Path file, long bytes) {
        try {
            Files.deleteIfExists(file);
            inUse.addAndGet(-bytes);
        } catch (IOException e) {
            LOG.warn("The journal file {} is no longer needed and cannot be deleted: {}", file, e.toString());
        }
    }

    /** Out of the way, and never deleted. */
    void setAside(Path file, long bytes, String why) {
        Path aside = file.resolveSibling(file.getFileName() + UNREADABLE);
        for (int i = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); i++) {
            aside = file.resolveSibling(file.getFileName() + "." + i + UNREADABLE);
        }
        try {
            Files.move(file, aside);
            inUse.addAndGet(-bytes);
            setAside.addAndGet(bytes);
            LOG.error(
                    "The journal segment {} cannot be read: {}; it is set aside as {}", file, why, aside.getFileName());
        } catch (IOException e) {
            LOG.error(
                    "The journal segment {} cannot be read: {}; nor can it be set aside: {}", file, why, e.toString());
        }
    }

    /** Ends a file there. */
    void cut(Path file, long bytes, long end) {
        try {
            Trimmed.cut(file, end);
            inUse.addAndGet(end - bytes);
        } catch (IOException e) {
            LOG.warn("The end of the journal segment {} cannot be cut: {}", file, e.toString());
        }
    }
}
