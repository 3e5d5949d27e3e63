package io.github.tallyport.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files are filled with zeros before they are mapped, as a file that is only made long has no blocks yet: the disk that has
 * none left would be met by a store into the mapping, as a signal.
 */
final class RealDisk implements Disk {
    private static final int CHUNK = 1 << 16;

    @Override
    public MemorySegment make(Path path, SegmentHeader header, long size, Arena arena) throws IOException {
        Path half = path.resolveSibling(path.getFileName() + JournalDirectory.PREPARING);
        try (FileChannel file = FileChannel.open(half, CREATE, TRUNCATE_EXISTING, READ, WRITE)) {
            write(file, header.bytes());
            ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
            while (file.position() < size) {
                write(file, zeros.clear().limit((int) Math.min(CHUNK, size - file.position())));
            }
            file.force(true);
            MemorySegment mapped = file.map(MapMode.READ_WRITE, 0, size, arena);
            Files.move(half, path, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(path);
            return mapped;
        } catch (IOException e) {
            Files.deleteIfExists(half);
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** A new name is on the disk when its directory is. */
    private static void forceDirectory(Path path) throws IOException {
        try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent(), READ)) {
            directory.force(true);
        }
    }

    @Override
    public void force(MemorySegment range) throws IOException {
        try {
            range.force();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void probe(Path directory) throws IOException {
        Path probe = directory.resolve("probe" + JournalDirectory.PREPARING);
        try (FileChannel file = FileChannel.open(probe, CREATE, TRUNCATE_EXISTING, WRITE)) {
            write(file, ByteBuffer.allocate(SegmentHeader.SIZE));
            file.force(true);
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
