package io.github.tallyport.journal;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes segments ready before they are needed, and finds out whether a disk that failed works again. */
final class Preparer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Preparer.class);

    private final Thread thread =
            Thread.ofPlatform().daemon().name("journal-segments").unstarted(this::run);
    private final JournalDirectory directory;
    private final Disk disk;
    private final Limits limits;
    private final Pen pen;
    private final Condition condition;
    private final long journal;
    private long sequence;
    private volatile boolean asked;
    private volatile boolean stopped;

    Preparer(JournalDirectory directory, Disk disk, Limits limits, Pen pen, Condition condition, long journal) {
        this.directory = directory;
        this.disk = disk;
        this.limits = limits;
        this.pen = pen;
        this.condition = condition;
        this.journal = journal;
        this.sequence = directory.nextSequence();
    }

    /** The first segment is there when it returns, if the disk lets it. */
    void start() {
        prepare();
        thread.start();
    }

    /** Cheap to ask again. */
    void wake() {
        if (!asked) {
            again();
        }
    }

    /** At once, even after a failure: something has changed. */
    void again() {
        asked = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopped) {
            try {
                boolean enough = prepare();
                asked = !enough;
                if (!pen.low() || !enough) {
                    LockSupport.parkNanos(this, limits.pause().toNanos());
                }
            } catch (RuntimeException e) {
                LOG.error("No segment of the journal could be made ready; trying again", e);
                LockSupport.parkNanos(this, limits.pause().toNanos());
            }
        }
    }

    /** @return whether there is all the room that there should be */
    synchronized boolean prepare() {
        boolean works = !condition.unforced() || probe();
        while (!stopped && works && pen.low() && directory.inUse() + limits.segment() <= limits.all()) {
            works = add();
        }
        if (works) {
            condition.prepared(pen.low());
            if (pen.roomy()) {
                condition.hasRoom();
            }
        }
        return works && !pen.low();
    }

    private boolean add() {
        SegmentHeader header = new SegmentHeader(journal, sequence);
        try {
            Segment made = Segment.make(disk, directory.file(header), header, limits.segment());
            directory.grew(limits.segment());
            pen.add(made);
            sequence++;
            return true;
        } catch (IOException e) {
            condition.cannotPrepare(directory.isFullFor(limits.segment()), e);
            return false;
        }
    }

    private boolean probe() {
        try {
            disk.probe(directory.path());
            condition.works();
            return true;
        } catch (IOException e) {
            condition.forceFailed(e);
            return false;
        }
    }

    @Override
    public void close() {
        stopped = true;
        Threads.end(thread);
    }
}
