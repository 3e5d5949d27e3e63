package io.github.tallyport.gateway;

import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.Whose;
import io.github.tallyport.quota.Window;
import io.github.tallyport.tenancy.Budget;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What limits one caller's requests for one model: its key's limits and its tenant's, of all models together and of this one.
 * Only the windows of budgets change from request to request, and those are kept until one of them ends. Thread-safe.
 */
final class Allowance {
    /** A budget whose window and amount depend on the moment. */
    record Allotted(Whose whose, Budget budget) {
        Limit.Budget at(ZoneId zone, Instant moment) {
            return new Limit.Budget(whose, Window.at(budget.period(), zone, moment), budget.amountAt(moment));
        }

        /** The moment its raise ends, if it has one. */
        Optional<Instant> change() {
            return Optional.ofNullable(budget.raise()).map(Budget.Raise::until);
        }
    }

    /** All limits, as they are from one moment until another. */
    private record Lasting(Instant from, Instant until, List<Limit> limits, List<Limit> requestsAndBudgets) {
        boolean has(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(until);
        }
    }

    private final List<Limit> steady;
    private final List<Allotted> budgets;
    private final ZoneId zone;
    private final long fewestTokens;
    private final List<Limit> requests;

    private volatile @Nullable Lasting last;

    /**
     * @param steady in the order in which they are to be checked
     * @param budgets come after them
     * @param zone where the days of the budgets begin
     */
    Allowance(List<Limit> steady, List<Allotted> budgets, ZoneId zone) {
        this.steady = List.copyOf(steady);
        this.budgets = List.copyOf(budgets);
        this.zone = zone;
        // a copy that each claim need not copy again: notes are kept under the very list
        this.requests = List.copyOf(this.steady.stream()
                .filter(limit -> limit instanceof Limit.Rate rate && rate.unit() == Limit.Unit.REQUESTS)
                .toList());
        this.fewestTokens = this.steady.stream()
                .filter(limit -> limit instanceof Limit.Rate rate && rate.unit() == Limit.Unit.TOKENS)
                .mapToLong(limit -> ((Limit.Rate) limit).perMinute())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    boolean isUnlimited() {
        return steady.isEmpty() && budgets.isEmpty();
    }

    boolean hasBudgets() {
        return !budgets.isEmpty();
    }

    /** Those that count requests; one list. */
    List<Limit> requests() {
        return requests;
    }

    /** Those that count requests, and those that count money, with the windows that a moment is in; one list as long as they last. */
    List<Limit> requestsAndBudgetsAt(Instant moment) {
        return budgets.isEmpty() ? requests : current(moment).requestsAndBudgets();
    }

    /** Of the smallest limit of tokens per minute, its whole amount; {@code Long.MAX_VALUE} when there is none. */
    long fewestTokens() {
        return fewestTokens;
    }

    /** Every limit, with the windows that a moment is in. */
    List<Limit> at(Instant moment) {
        return budgets.isEmpty() ? steady : current(moment).limits();
    }

    private Lasting current(Instant moment) {
        Lasting current = last;
        if (current == null || !current.has(moment)) {
            current = lasting(moment);
            last = current;
        }
        return current;
    }

    private Lasting lasting(Instant moment) {
        Instant from = Instant.MIN;
        Instant until = Instant.MAX;
        List<Limit.Budget> running =
                budgets.stream().map(budget -> budget.at(zone, moment)).toList();
        for (Limit.Budget budget : running) {
            Window window = budget.window();
            from = from.isAfter(window.begin()) ? from : window.begin();
            until = until.isBefore(window.end()) ? until : window.end();
        }
        for (Instant change :
                budgets.stream().flatMap(budget -> budget.change().stream()).toList()) {
            if (moment.isBefore(change)) {
                until = until.isBefore(change) ? until : change;
            } else {
                from = from.isAfter(change) ? from : change;
            }
        }
        return new Lasting(from, until, with(steady, running), with(requests, running));
    }

    private static List<Limit> with(List<Limit> others, List<Limit.Budget> running) {
        return List.copyOf(Stream.concat(others.stream(), running.stream()).toList());
    }
}
