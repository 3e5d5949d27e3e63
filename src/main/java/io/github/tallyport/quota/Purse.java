package io.github.tallyport.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The money of one budget in one window: what was spent and what is reserved. What is settled while the ledger is asked is
 * counted here as well, and may be in the ledger's answer already: the error is on the safe side, and as long as one question.
 */
final class Purse implements Counter {
    private static final long SOON = 1_000;

    private final Limit.Budget budget;
    private long spent;
    private long reserved;
    private long holders;
    /** Of whoever asked last. */
    private long amount;

    private @Nullable CompletableFuture<?> asked;
    private boolean warm;

    Purse(Limit.Budget budget) {
        this.budget = budget;
        this.amount = budget.amount();
    }

    boolean isWarm() {
        return warm;
    }

    /** What the ledger is asked and has not answered; null when it is not asked. */
    @Nullable
    CompletableFuture<?> asked() {
        return asked;
    }

    void asked(@Nullable CompletableFuture<?> question) {
        asked = question;
    }

    void warm(long known) {
        spent = Saturated.sum(spent, Math.max(0, known));
        warm = true;
    }

    Limit.Budget budget() {
        return budget;
    }

    boolean covers(Instant moment) {
        Window window = budget.window();
        return !moment.isBefore(window.begin()) && moment.isBefore(window.end());
    }

    boolean ended(Instant moment) {
        return !moment.isBefore(budget.window().end());
    }

    long reserved() {
        return reserved;
    }

    /** Of the latest amount that was claimed with. */
    Balance balance() {
        return new Balance(new Limit.Budget(budget.whose(), budget.window(), amount), amount - taken(), Duration.ZERO);
    }

    private long taken() {
        return Saturated.sum(spent, reserved);
    }

    @Override
    public long left(long most, long now) {
        amount = most;
        return most - taken();
    }

    /** Soon, when only what others hold is in the way; otherwise when the next window begins. */
    @Override
    public long pause(long most, long wanted, long now) {
        if (wanted > most) {
            return NEVER;
        }
        if (wanted <= most - spent) {
            return SOON;
        }
        Instant end = budget.window().end();
        return end.equals(Instant.MAX) ? NEVER : Math.max(1, end.toEpochMilli() - now);
    }

    @Override
    public long full(long most, long now) {
        return 0;
    }

    @Override
    public void take(Hold hold, long wanted) {
        reserved += wanted;
        holders++;
    }

    @Override
    public void settle(Hold hold, long taken, long used, long now) {
        holders--;
        reserved -= taken;
        charge(used);
    }

    void charge(long used) {
        spent = Saturated.sum(spent, used);
    }

    @Override
    public void correct(long settled, long used, long now) {
        if (used >= settled) {
            charge(used - settled);
        } else {
            spent = Math.max(0, spent - (settled - used));
        }
    }

    /** The ledger knows what a window that is over came to; as long as one runs, only the purse knows what was just settled. */
    @Override
    public boolean idle(long now) {
        return holders == 0 && asked == null && ended(Instant.ofEpochMilli(now));
    }
}
