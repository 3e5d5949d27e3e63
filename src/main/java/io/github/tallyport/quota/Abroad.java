package io.github.tallyport.quota;

import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What was admitted while Redis was away. What ends before Redis is back is summed up and {@linkplain Owed owed}. What is still
 * under way then is told first, as spent for all that it may come to, under a name by which its settlement corrects that.
 * Thread-safe.
 */
final class Abroad {
    private static final Script ADOPT = Script.named("adopt", ScriptOutputType.VALUE);
    private static final int AT_ONCE = 200;

    private final ConcurrentMap<String, Guest> held = new ConcurrentHashMap<>();
    private final String replica;
    private final Line line;
    private final Terms terms;
    private final Owed owed;
    private final Unsettled unsettled;

    /** @param replica unlike that of any other, ever */
    Abroad(String replica, Line line, Terms terms, Owed owed, Unsettled unsettled) {
        this.replica = replica;
        this.line = line;
        this.terms = terms;
        this.owed = owed;
        this.unsettled = unsettled;
    }

    /** @param number unlike that of any other */
    Reservation hold(long number, MemoryQuota home, Claim claim, Decision.Granted granted) {
        Reservation outer = new Reservation(replica + "-local-" + number, claim, granted.cap());
        held.put(outer.id(), new Guest(home, granted.reservation(), outer, terms.now()));
        return outer;
    }

    /** Nothing, where it is not held here. */
    void settle(Reservation outer, Used used) {
        Guest guest = held.remove(outer.id());
        if (guest == null || !outer.settle()) {
            return;
        }
        guest.home().settle(guest.inner(), used);
        if (guest.leave()) {
            unsettled.settle(new Settlement(guest.money(), Owed.NO_EPOCH, used, Settlement.NEVER));
        } else {
            owed.add(outer.claim(), used);
        }
    }

    /** Of what nobody will settle any more. */
    void forget(long before) {
        held.values().removeIf(guest -> guest.since() < before);
    }

    /** Tells Redis of all that costs and is under way; completes when it knows, and fails when it may not. */
    CompletableFuture<?> adopt() {
        List<Guest> all = held.values().stream().filter(Guest::isToBeTold).toList();
        CompletableFuture<?> told = CompletableFuture.completedFuture(null);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Guest> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            told = told.thenCompose(
                    _ -> CompletableFuture.allOf(some.stream().map(this::adopt).toArray(CompletableFuture[]::new)));
        }
        return told;
    }

    private CompletableFuture<?> adopt(Guest guest) {
        if (!guest.enter()) {
            return CompletableFuture.completedFuture(null);
        }
        Reservation money = guest.money();
        String tenant = money.claim().tenant();
        List<String> keys = new ArrayList<>();
        keys.add(KeyNames.held(tenant));
        keys.add(KeyNames.due(tenant));
        money.claim().limits().forEach(limit -> keys.add(KeyNames.counter(tenant, limit)));
        return line.ask(ADOPT, keys, List.of(money.id(), terms.moment(), Long.toString(money.cost())))
                .thenRun(guest::told);
    }

    /** One reservation in memory, and how far Redis knows of it. Identity is the object's. */
    private static final class Guest {
        private final MemoryQuota home;
        private final Reservation inner;
        private final Reservation money;
        private final long since;
        private boolean entered;
        private boolean left;
        private volatile boolean told;

        Guest(MemoryQuota home, Reservation inner, Reservation outer, long since) {
            this.home = home;
            this.inner = inner;
            this.money = new Reservation(outer.id(), ofBudgets(outer.claim()), outer.cap());
            this.since = since;
        }

        private static Claim ofBudgets(Claim claim) {
            return new Claim(
                    claim.tenant(),
                    claim.key(),
                    claim.limits().stream()
                            .filter(limit -> limit instanceof Limit.Budget)
                            .toList(),
                    claim.promptTokens(),
                    claim.promptCost(),
                    claim.cap(),
                    claim.choices(),
                    claim.tokenCost(),
                    claim.mayShorten());
        }

        MemoryQuota home() {
            return home;
        }

        Reservation inner() {
            return inner;
        }

        /** All that Redis is to know of it. */
        Reservation money() {
            return money;
        }

        long since() {
            return since;
        }

        boolean isToBeTold() {
            return !told && !money.claim().limits().isEmpty() && money.cost() > 0;
        }

        /** False when it is over: then it is owed. */
        synchronized boolean enter() {
            entered |= !left;
            return !left;
        }

        void told() {
            told = true;
        }

        /** Whether Redis may know of it. */
        synchronized boolean leave() {
            left = true;
            return entered;
        }
    }
}
