package io.github.tallyport.quota;

import java.util.List;

/**
 * What is to be put in the place of a reservation; may be sent more than once.
 *
 * @param epoch of the counters that it was reserved in, by which it can be told that they were lost since; {@link #UNTOLD}
 *     when no answer came, so that it may not even be reserved yet
 * @param moment that it was reserved, in milliseconds since 1970 as Redis told it; below 0 when it never was in Redis
 */
record Settlement(Reservation reservation, String epoch, Used used, long moment) {
    static final long NEVER = -1;
    private static final String UNTOLD = "";

    /** Of a claim that may be reserved, or be about to be, though nobody was told. */
    static Settlement givenUp(String id, Claim claim) {
        return new Settlement(new Reservation(id, claim, claim.cap()), UNTOLD, Used.NOTHING, NEVER);
    }

    String tenant() {
        return reservation.claim().tenant();
    }

    /** A request stays taken, whatever came of it, unless nobody was ever told that it might be made. */
    List<Limit> limits() {
        List<Limit> all = reservation.claim().limits();
        return epoch.equals(UNTOLD)
                ? all
                : all.stream().filter(limit -> !isOnRequests(limit)).toList();
    }

    private static boolean isOnRequests(Limit limit) {
        return limit instanceof Limit.Rate rate && rate.unit() == Limit.Unit.REQUESTS;
    }
}
