package io.github.tallyport.cache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is aboard a flight. Guarded by the flight, but for waking them, which wants no lock. */
final class Aboard {
    private final List<Passenger> passengers = new CopyOnWriteArrayList<>();

    void add(Passenger passenger) {
        passengers.add(passenger);
    }

    void remove(Passenger passenger) {
        passengers.remove(passenger);
    }

    boolean isEmpty() {
        return passengers.isEmpty();
    }

    /** Something has happened. */
    void wake() {
        passengers.forEach(Passenger::wake);
    }

    /** Whether anybody can do nothing with events. */
    boolean isDocumentWanted() {
        return passengers.stream().anyMatch(one -> !one.wants().stream());
    }

    /**
     * Forgets of the log what all have read. Who has had too much to read for a second is too slow, if anybody is faster: nobody
     * waits for it, and it is not aboard any longer.
     *
     * @param most bytes that one may have to read
     * @return who was too slow
     */
    List<Passenger> makeRoom(Log log, int most) {
        long now = System.nanoTime();
        List<Passenger> readers =
                passengers.stream().filter(one -> one.wants().stream()).toList();
        boolean anybodyIsFaster = readers.stream().anyMatch(one -> log.unread(one.cursor()) <= most);
        List<Passenger> slow = readers.stream()
                .filter(one -> one.cursor().isBehind(log.unread(one.cursor()) > most && anybodyIsFaster, now))
                .toList();
        passengers.removeAll(slow);
        log.forget(readers.stream()
                .filter(one -> !slow.contains(one))
                .mapToLong(one -> one.cursor().at())
                .min()
                .orElse(Long.MAX_VALUE));
        return slow;
    }
}
