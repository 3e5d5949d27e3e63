package io.github.tallyport.quota;

/**
 * A rate as a token bucket, which keeps what is used rather than what is left: so a limit that was lowered holds at once, and
 * what is left may then be below 0, and one that was raised adds the difference. Used falls by the limit's amount per minute, up
 * to a claim by that of the claim before; it is more than the amount after a settlement above what was reserved, and never below 0.
 *
 * <p>Exact for any amount to 10¹²: what a refill has beyond whole units is kept in sixty-thousandths, which is what one per
 * minute refills in a millisecond. Time that goes backwards refills nothing, and is not counted again when it comes back; but
 * a clock that was put back by more than a minute is taken as it is, for otherwise the bucket would wait for the old time.
 */
final class Bucket implements Counter {
    private static final long MINUTE = 60_000;

    private long used;
    /** Refilled beyond {@link #used}: 0 to 59999 parts of one. */
    private long parts;

    private long at;
    /** Of whoever asked last. */
    private long perMinute;

    private long holders;

    Bucket(long now) {
        at = now;
    }

    @Override
    public long left(long amount, long now) {
        refill(now);
        perMinute = amount;
        return amount - used;
    }

    private void refill(long now) {
        long passed = now - at;
        if (passed > 0 || passed < -MINUTE) {
            at = now;
        }
        if (passed <= 0 || used == 0) {
            return;
        }
        long minutes = passed / MINUTE;
        if (minutes > used / perMinute) {
            fill();
            return;
        }
        long fraction = passed % MINUTE * perMinute + parts;
        long refilled = minutes * perMinute + fraction / MINUTE;
        if (refilled >= used) {
            fill();
        } else {
            used -= refilled;
            parts = fraction % MINUTE;
        }
    }

    private void fill() {
        used = 0;
        parts = 0;
    }

    @Override
    public long pause(long amount, long wanted, long now) {
        return wanted > amount ? NEVER : until(used - (amount - wanted), amount);
    }

    @Override
    public long full(long amount, long now) {
        return used == 0 ? 0 : until(used, amount);
    }

    /** Milliseconds until so many are refilled, rounded up. */
    private long until(long missing, long amount) {
        long rest = missing % amount * MINUTE - parts;
        return Saturated.sum(Saturated.product(missing / amount, MINUTE), Math.ceilDiv(rest, amount));
    }

    @Override
    public void take(Hold hold, long wanted) {
        used += wanted;
        holders++;
    }

    @Override
    public void settle(Hold hold, long taken, long spent, long now) {
        holders--;
        correct(taken, spent, now);
    }

    @Override
    public void correct(long settled, long spent, long now) {
        refill(now);
        if (spent >= settled) {
            used = Saturated.sum(used, spent - settled);
        } else if (used > settled - spent) {
            used -= settled - spent;
        } else {
            fill();
        }
    }

    @Override
    public boolean idle(long now) {
        if (holders > 0) {
            return false;
        }
        refill(now);
        return used == 0;
    }
}
