package io.github.tallyport.quota;

import java.util.HashSet;
import java.util.Set;

/** The requests that run at the same time: a set, so that none of them can be counted twice or leave twice. */
final class Seats implements Counter {
    /** Nobody knows when one of them ends; it is worth asking again soon. */
    private static final long SOON = 1_000;

    private final Set<Hold> taken = new HashSet<>();

    @Override
    public long left(long amount, long now) {
        return amount - taken.size();
    }

    @Override
    public long pause(long amount, long wanted, long now) {
        return wanted > amount ? NEVER : SOON;
    }

    @Override
    public long full(long amount, long now) {
        return 0;
    }

    @Override
    public void take(Hold hold, long wanted) {
        taken.add(hold);
    }

    @Override
    public void settle(Hold hold, long wanted, long used, long now) {
        taken.remove(hold);
    }

    @Override
    public void correct(long settled, long used, long now) {}

    @Override
    public boolean idle(long now) {
        return taken.isEmpty();
    }
}
