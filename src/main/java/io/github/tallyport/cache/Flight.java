package io.github.tallyport.cache;

import io.github.tallyport.fault.Fault;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way, and all who wait for it. Whoever led it may leave: it goes on as long as anybody is aboard. Each reads
 * at its own pace from what has come so far; while that is little enough to be kept whole, others may still come aboard.
 * Thread-safe; under its lock it calls nobody who calls others.
 */
public final class Flight {
    /** Times as much may be held while those who are behind are still given time. */
    private static final int BURST = 4;

    private final Plan plan;
    private final Pace pace;
    private final Aboard aboard = new Aboard();
    private final Afterwards afterwards = new Afterwards();
    private final Log log;
    private final Fate fate = new Fate();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private @Nullable Engine engine;

    Flight(Plan plan) {
        this.plan = plan;
        this.pace = new Pace(() -> makeRoom((long) BURST * plan.most()), this::more);
        this.log = new Log(plan.held());
    }

    Plan plan() {
        return plan;
    }

    /** Null when nobody can come aboard any more. */
    synchronized @Nullable Passenger board(Wants wants) {
        if (!open.get()) {
            return null;
        }
        Passenger passenger = new Passenger(this, wants);
        aboard.add(passenger);
        return passenger;
    }

    /** Somebody is asked, and brings the answer. */
    public void depart(Engine brings) {
        boolean wanted;
        synchronized (this) {
            wanted = fate.is(Phase.BOARDING) && !aboard.isEmpty();
            fate.departs(wanted);
            engine = brings;
        }
        if (!wanted) {
            brings.stop();
            ends();
        }
    }

    /**
     * A piece of a stream has come.
     *
     * @return whether more is wanted now; otherwise the engine is told when it is
     */
    public boolean take(Piece piece) {
        synchronized (this) {
            if (!fate.is(Phase.FLYING)) {
                return false;
            }
            log.add(piece);
        }
        boolean wanted = makeRoom(plan.most());
        aboard.wake();
        return wanted;
    }

    /** Whether no more is held than that, once what all have read is forgotten and who is too slow has had to go. */
    private boolean makeRoom(long most) {
        List<Passenger> slow;
        boolean room;
        synchronized (this) {
            if (log.held() <= plan.most()) {
                return true;
            }
            slow = aboard.makeRoom(log, plan.most());
            room = log.held() <= most;
        }
        close();
        slow.forEach(Passenger::cutOff);
        return room;
    }

    /**
     * A stream has ended, for better or worse.
     *
     * @param last what of it has not been taken yet
     */
    public void landed(List<Piece> last, Landing how) {
        boolean document;
        byte[] events;
        synchronized (this) {
            if (!fate.is(Phase.FLYING)) {
                return;
            }
            last.forEach(log::add);
            fate.lands(how);
            document = how.fault() == null
                    && log.isWhole()
                    && (aboard.isDocumentWanted() || plan.filing().wants(how));
            events = document ? log.all() : new byte[0];
        }
        if (document) {
            plan.filing().file(this, how, events);
        } else {
            filed(null);
        }
        aboard.wake();
        afterwards.over();
    }

    /** A whole answer has come at once. */
    public void landed(byte[] document, Landing how) {
        synchronized (this) {
            if (!fate.is(Phase.FLYING)) {
                return;
            }
            fate.lands(how);
        }
        filed(plan.filing().whole(document, how));
        afterwards.over();
    }

    /** Nobody needs to be asked, as the answer has been found elsewhere; false when it is not waited for. */
    public boolean found(KeptAnswer elsewhere) {
        return ends(Phase.BOARDING, null, elsewhere);
    }

    /** What was made of a stream, or null. */
    void filed(@Nullable KeptAnswer document) {
        synchronized (this) {
            fate.files(document);
            if (aboard.isEmpty()) {
                log.drop();
            }
        }
        close();
        aboard.wake();
    }

    /** It came to nothing before there was anything to give: all are told the same. */
    public void failed(Fault why) {
        var _ = ends(Phase.FLYING, why, null);
    }

    /** Whoever leads does not ask anybody after all: one of the others has to. */
    public void abandon() {
        var _ = ends(Phase.BOARDING, null, null);
    }

    private boolean ends(Phase only, @Nullable Fault why, @Nullable KeptAnswer instead) {
        synchronized (this) {
            if (!fate.is(only)) {
                return false;
            }
            fate.ends(why);
            fate.files(instead);
        }
        ends();
        return true;
    }

    private void ends() {
        close();
        aboard.wake();
        afterwards.over();
    }

    void left(Passenger passenger) {
        Engine stopped = null;
        synchronized (this) {
            aboard.remove(passenger);
            if (aboard.isEmpty() && fate.is(Phase.FLYING)) {
                fate.ends(null);
                stopped = engine;
            }
            if (aboard.isEmpty() && fate.isSettled()) {
                log.drop();
            }
        }
        if (stopped != null) {
            stopped.stop();
            ends();
        }
    }

    /** What a passenger may have, or null while that is not known. */
    synchronized @Nullable Outcome outcome(Passenger passenger) {
        if (passenger.wants().stream() && log.isWhole() && !log.isEmpty()) {
            return new Outcome.Live(passenger.events());
        }
        KeptAnswer answer = fate.answer(passenger.wants().stream());
        if (answer != null) {
            return new Outcome.Whole(answer);
        }
        Fault why = fate.fault();
        if (why != null) {
            throw why.refusal();
        }
        return fate.isSettled() || !log.isWhole() ? new Outcome.Nothing() : null;
    }

    /** What a passenger can read now, or null while that is nothing. */
    @Nullable
    Ration ration(Passenger passenger) {
        Ration ration;
        synchronized (this) {
            ration = log.ration(passenger.cursor(), fate.is(Phase.LANDED));
        }
        pace.goOn();
        return ration;
    }

    private void more() {
        Engine flying = flying();
        if (flying != null) {
            flying.more();
        }
    }

    private synchronized @Nullable Engine flying() {
        return fate.is(Phase.FLYING) ? engine : null;
    }

    /** How it ended, once somebody is at its end; null before. */
    public synchronized @Nullable Landing landing() {
        return fate.landing();
    }

    /** Runs a task now or as soon as nothing more is to come. */
    public void whenOver(Runnable task) {
        afterwards.add(task);
    }

    private void close() {
        if (open.compareAndSet(true, false)) {
            plan.filing().closed(this);
        }
    }
}
