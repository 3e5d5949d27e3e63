package io.github.tallyport.journal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether requests are recorded, and one line in the log when that changes. */
final class Condition {
    private static final Logger LOG = LoggerFactory.getLogger(Condition.class);

    /** Why there will be no room. */
    private record Trouble(JournalState state, String what) {}

    private static final Trouble BOUND =
            new Trouble(JournalState.FULL, "its segments have come to tallyport.journal.max-size");

    private static final Trouble SLOW =
            new Trouble(JournalState.FULL, "the disk takes longer to make a segment ready than requests to fill one");

    private final String consequence;
    private volatile JournalState state = JournalState.RECORDING;
    private volatile boolean unforced;
    private @Nullable Trouble trouble;
    private volatile boolean ended;

    Condition(WhenFull whenFull) {
        consequence = whenFull == WhenFull.REFUSE
                ? "new requests are refused with 503"
                : "requests go on without being recorded";
    }

    JournalState state() {
        return state;
    }

    /** What is recorded now may never get to the disk. */
    boolean unforced() {
        return unforced;
    }

    /** A record found no room. */
    void noRoom() {
        if (state == JournalState.RECORDING) {
            synchronized (this) {
                enter(trouble == null ? SLOW : trouble);
            }
        }
    }

    synchronized void storeFailed(InternalError failure) {
        trouble = new Trouble(JournalState.FAILED, failure.toString());
    }

    synchronized void forceFailed(Exception failure) {
        unforced = true;
        trouble = new Trouble(JournalState.FAILED, failure.toString());
        enter(trouble);
    }

    /** There is room as long as the segments last. */
    synchronized void cannotPrepare(boolean diskFull, Exception failure) {
        trouble = new Trouble(diskFull ? JournalState.FULL : JournalState.FAILED, failure.toString());
    }

    /** The disk was written to after it had failed. */
    synchronized void works() {
        unforced = false;
        trouble = null;
    }

    /** More room is on its way, or there is all that there may be. */
    synchronized void prepared(boolean atBound) {
        if (!unforced) {
            trouble = atBound ? BOUND : null;
        }
    }

    synchronized void hasRoom() {
        if (!unforced && state != JournalState.RECORDING) {
            state = JournalState.RECORDING;
            LOG.info("The journal records again");
        }
    }

    /** Nothing is worth a line any more. */
    void end() {
        ended = true;
    }

    private void enter(Trouble why) {
        if (state != why.state() && !ended) {
            state = why.state();
            LOG.error("The journal does not record, {}: {}", consequence, why.what());
        }
    }
}
