package io.github.tallyport.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A real disk that fails when it is told to. */
final class FaultyDisk implements Disk {
    private final Disk disk = new RealDisk();
    private final AtomicInteger forces = new AtomicInteger();
    private volatile boolean full;
    private volatile boolean unforceable;

    void full(boolean whether) {
        full = whether;
    }

    void unforceable(boolean whether) {
        unforceable = whether;
    }

    int forces() {
        return forces.get();
    }

    @Override
    public MemorySegment make(Path path, SegmentHeader header, long size, Arena arena) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        return disk.make(path, header, size, arena);
    }

    @Override
    public void force(MemorySegment range) throws IOException {
        if (unforceable) {
            throw new IOException("Input/output error");
        }
        disk.force(range);
        forces.incrementAndGet();
    }

    @Override
    public void probe(Path directory) throws IOException {
        if (unforceable) {
            throw new IOException("Input/output error");
        }
        disk.probe(directory);
    }
}
