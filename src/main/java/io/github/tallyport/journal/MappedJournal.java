package io.github.tallyport.journal;

import io.github.tallyport.fault.GatewayFaults;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** The journal on this machine's disk: what happens in which order when something is recorded. */
final class MappedJournal implements Journal, JournalCondition, AutoCloseable {
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong unrecorded = new AtomicLong();
    private final int longest;
    private final long bytesAtMost;
    private final WhenFull whenFull;
    private final Frames frames;
    private final DirectoryLock lock;
    private final JournalDirectory directory;
    private final Condition condition;
    private final Pen pen;
    private final Preparer preparer;
    private final Syncer syncer;
    private final Shelf shelf;
    private final JournalReader reader;

    /** @param id of this start: random, 1 or more */
    MappedJournal(DirectoryLock lock, JournalDirectory directory, Disk disk, Limits limits, Terms terms, long id) {
        this.lock = lock;
        this.directory = directory;
        this.longest = limits.longest();
        this.bytesAtMost = limits.all();
        this.whenFull = terms.whenFull();
        this.frames = new Frames(id);
        this.condition = new Condition(whenFull);
        this.syncer = new Syncer(terms.fsync(), terms.fsyncInterval(), this::forceFailed);
        this.pen = new Pen(limits, this::begun, condition::storeFailed);
        this.preparer = new Preparer(directory, disk, limits, pen, condition, id);
        this.shelf = new Shelf(directory, preparer::again);
        this.reader = new JournalReader(shelf, directory.earlier(), id);
    }

    void start() {
        preparer.start();
        syncer.start();
    }

    private void begun(Segment segment) {
        reader.follow(segment);
        syncer.follow(segment);
    }

    private void forceFailed(Exception failure) {
        condition.forceFailed(failure);
        pen.leave();
        preparer.wake();
    }

    @Override
    public long open(byte[] bytes, int closing) {
        checkLength(bytes.length);
        checkLength(closing);
        if (!condition.unforced()) {
            long number = numbers.incrementAndGet();
            boolean recorded = pen.open(number, frames.encode(Frames.OPEN, number, bytes), Frames.size(closing));
            wakePreparer();
            if (recorded) {
                return number;
            }
            condition.noRoom();
        }
        if (whenFull == WhenFull.REFUSE) {
            throw GatewayFaults.cannotRecord().refusal();
        }
        return UNRECORDED;
    }

    @Override
    public void close(long number, byte[] bytes) {
        checkLength(bytes.length);
        long entry = number == UNRECORDED ? numbers.incrementAndGet() : number;
        byte[] frame = frames.encode(Frames.CLOSE, entry, bytes);
        Pen.Closing closing = number == UNRECORDED ? pen.closeAlone(frame) : pen.close(number, frame);
        wakePreparer();
        switch (closing) {
            case RECORDED -> shelf.found();
            case NOT_OPEN -> {}
            case LOST -> {
                unrecorded.incrementAndGet();
                condition.noRoom();
                if (number != UNRECORDED) {
                    reader.lost(number);
                }
            }
        }
    }

    private void checkLength(int bytes) {
        if (bytes < 0 || bytes > longest) {
            throw new IllegalArgumentException(
                    bytes + " bytes are not the length of a record; 0 to " + longest + " are");
        }
    }

    private void wakePreparer() {
        if (pen.low()) {
            preparer.wake();
        }
    }

    @Override
    public boolean keepsAtOnce() {
        return syncer.keepsAtOnce();
    }

    @Override
    public void whenKept(Executor executor, Runnable task) {
        syncer.whenForced(executor, task);
    }

    Entries entries() {
        return reader;
    }

    @Override
    public JournalState state() {
        return condition.state();
    }

    @Override
    public boolean goesOnUnrecorded() {
        return whenFull == WhenFull.CONTINUE;
    }

    @Override
    public long unrecorded() {
        return unrecorded.get();
    }

    @Override
    public long bytesInUse() {
        return directory.inUse();
    }

    @Override
    public long bytesAtMost() {
        return bytesAtMost;
    }

    @Override
    public long bytesSetAside() {
        return directory.bytesSetAside();
    }

    @Override
    public long tailsCut() {
        return shelf.tailsCut();
    }

    @Override
    public long backlog() {
        return shelf.backlog();
    }

    /** For tests, which need not wait then: what the threads do from time to time. */
    void prepare() {
        preparer.prepare();
    }

    void sync() {
        syncer.sync();
    }

    /** Leaves everything as a kill would, but for the lock. */
    void abandon() {
        preparer.close();
        pen.end();
        syncer.close();
        lock.close();
    }

    /** Not while anybody reads. What was recorded and not kept waits for the next start. */
    @Override
    public void close() {
        condition.end();
        preparer.close();
        for (Segment unused : pen.end()) {
            unused.close();
            directory.delete(unused.path(), unused.size());
        }
        syncer.close();
        reader.leave();
        lock.close();
    }
}
