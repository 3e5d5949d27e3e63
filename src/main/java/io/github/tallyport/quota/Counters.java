package io.github.tallyport.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All that is counted for one tenant, under one lock that is never held for longer than it takes to go through the limits of a
 * claim, or, every few seconds, through all that the tenant has. So a claim is all or none, and tenants are not in each
 * other's way.
 */
final class Counters {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String tenant;
    private final InstantSource clock;
    private final Register register = new Register();
    /** The oldest first. */
    private final Set<Hold> live = new LinkedHashSet<>();

    /** @param clock read under the lock, so that it does not run backwards between two claims */
    Counters(String tenant, InstantSource clock) {
        this.tenant = tenant;
        this.clock = clock;
    }

    /** Null when the ledger has to be {@linkplain #ask asked} first. */
    synchronized @Nullable Decision take(Claim claim) {
        long now = clock.millis();
        Counter[] counters = register.of(claim.limits(), now);
        if (!Register.warm(counters)) {
            return null;
        }
        long cap = claim.mayShorten() ? payable(claim, counters, now) : claim.cap();
        Used wanted = new Used(claim.tokens(cap), claim.cost(cap));
        Decision.Refused refused = shortage(claim.limits(), wanted, counters, now);
        if (refused != null) {
            return refused;
        }
        long number = NUMBERS.incrementAndGet();
        Hold hold = new Hold(number, this, claim, wanted, counters, now);
        hold.take();
        live.add(hold);
        return new Decision.Granted(
                new Reservation(Long.toString(number), claim, cap, hold), cap, balances(claim.limits(), counters, now));
    }

    /** Tokens of one choice that every budget can pay for, 1 at least: whether that one can be paid for is seen later. */
    private static long payable(Claim claim, Counter[] counters, long now) {
        long cost = Saturated.product(claim.choices(), claim.tokenCost());
        long cap = claim.cap();
        for (int i = 0; i < counters.length && cost > 0; i++) {
            if (counters[i] instanceof Purse purse) {
                long left = purse.left(Amounts.of(claim.limits().get(i)), now);
                cap = Math.min(cap, left < claim.promptCost() ? 1 : (left - claim.promptCost()) / cost);
            }
        }
        return Math.max(1, cap);
    }

    private static Decision.@Nullable Refused shortage(List<Limit> limits, Used wanted, Counter[] counters, long now) {
        int worst = -1;
        long longest = 0;
        for (int i = 0; i < counters.length; i++) {
            long amount = Amounts.of(limits.get(i));
            long much = Amounts.wanted(limits.get(i), wanted);
            if (much > Math.max(0, counters[i].left(amount, now)) || much == Long.MAX_VALUE) {
                long pause = much == Long.MAX_VALUE ? Counter.NEVER : counters[i].pause(amount, much, now);
                if (pause > longest) {
                    worst = i;
                    longest = pause;
                }
            }
        }
        if (worst < 0) {
            return null;
        }
        Limit limit = limits.get(worst);
        return new Decision.Refused(
                limit, Amounts.wanted(limit, wanted), Duration.ofMillis(longest), balances(limits, counters, now));
    }

    /** Null when the ledger has to be {@linkplain #ask asked} first. */
    synchronized @Nullable List<Balance> balances(List<Limit> limits) {
        long now = clock.millis();
        Counter[] counters = register.of(limits, now);
        return Register.warm(counters) ? balances(limits, counters, now) : null;
    }

    private static List<Balance> balances(List<Limit> limits, Counter[] counters, long now) {
        Balance[] balances = new Balance[counters.length];
        for (int i = 0; i < counters.length; i++) {
            Limit limit = limits.get(i);
            long amount = Amounts.of(limit);
            long left = counters[i].left(amount, now);
            balances[i] = new Balance(limit, left, Duration.ofMillis(counters[i].full(amount, now)));
        }
        return List.of(balances);
    }

    /** What the ledger is asked now for these limits, by whomever: each question once at a time. */
    synchronized List<CompletableFuture<?>> ask(List<Limit> limits, Inquiries ledger) {
        List<CompletableFuture<?>> questions = new ArrayList<>();
        for (Counter counter : register.of(limits, clock.millis())) {
            if (counter instanceof Purse purse && !purse.isWarm()) {
                questions.add(question(purse, ledger));
            }
        }
        return questions;
    }

    private CompletableFuture<?> question(Purse purse, Inquiries ledger) {
        CompletableFuture<?> question = purse.asked();
        if (question == null) {
            question = ledger.ask(tenant, purse.budget()).whenComplete((known, _) -> answered(purse, known));
            purse.asked(question.isDone() ? null : question);
        }
        return question;
    }

    /** @param known null when it cannot be told; who claims next asks again */
    private synchronized void answered(Purse purse, @Nullable Long known) {
        if (known != null) {
            purse.warm(known);
        }
        purse.asked(null);
    }

    /**
     * What was used takes the place of what was reserved. It is charged also to budgets which the request does not hold, because
     * they were added while it ran, or were forgotten after it had been swept: those for all models of its key and its tenant
     * in whose window it was reserved. Who comes second returns when the first is through, so that nobody who settled sees it
     * unsettled.
     */
    synchronized void settle(Reservation reservation, Hold hold, Used used) {
        if (!reservation.settle()) {
            return;
        }
        long now = clock.millis();
        live.remove(hold);
        hold.settle(used, now);
        if (used.cost() > 0) {
            register.purses(new Whose(Scope.TENANT, tenant, null)).forEach(purse -> charge(purse, hold, used));
            register.purses(new Whose(Scope.KEY, hold.key(), null)).forEach(purse -> charge(purse, hold, used));
        }
    }

    private static void charge(Purse purse, Hold hold, Used used) {
        if (!hold.holds(purse) && purse.covers(hold.moment())) {
            purse.charge(used.cost());
        }
    }

    /** Settles what is older than any request can be, and forgets what nobody needs. */
    synchronized void sweep(long longestMillis) {
        long now = clock.millis();
        Iterator<Hold> oldest = live.iterator();
        while (oldest.hasNext()) {
            Hold hold = oldest.next();
            if (!hold.isOlderThan(longestMillis, now)) {
                break;
            }
            oldest.remove();
            hold.sweep(now);
        }
        register.forgetIdle(now);
    }

    synchronized int live() {
        return live.size();
    }

    synchronized int counted() {
        return register.size();
    }

    synchronized long unaccounted() {
        return register.reserved() - live.stream().mapToLong(Hold::reserved).sum();
    }

    /** Of the budgets whose window runs. */
    synchronized List<Balance> budgets() {
        Instant now = clock.instant();
        return register.allPurses()
                .filter(purse -> purse.isWarm() && purse.covers(now))
                .map(Purse::balance)
                .toList();
    }
}
