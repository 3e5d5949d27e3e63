package io.github.tallyport.quota;

import io.github.tallyport.tenancy.Period;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Claims and limits of tests, said shortly. */
final class Claims {
    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private Claims() {}

    static Whose tenant(String id) {
        return new Whose(Scope.TENANT, id, null);
    }

    static Limit.Rate requests(String tenant, long perMinute) {
        return new Limit.Rate(tenant(tenant), Limit.Unit.REQUESTS, perMinute);
    }

    static Limit.Rate tokens(String tenant, long perMinute) {
        return new Limit.Rate(tenant(tenant), Limit.Unit.TOKENS, perMinute);
    }

    static Limit.Concurrency leases(String tenant, long most) {
        return new Limit.Concurrency(tenant(tenant), most);
    }

    static Limit.Budget day(String tenant, long amount) {
        return new Limit.Budget(tenant(tenant), Window.at(Period.DAY, ZoneOffset.UTC, NOON), amount);
    }

    static Limit.Budget total(String tenant, long amount) {
        return new Limit.Budget(tenant(tenant), Window.at(Period.TOTAL, ZoneOffset.UTC, NOON), amount);
    }

    /** Of 10 prompt tokens for 10 nano-yuan, and an answer of as many tokens at 1 nano-yuan each. */
    static Claim claim(String tenant, long cap, Limit... limits) {
        return new Claim(tenant, Ask.KEY, List.of(limits), 10, 10, cap, 1, 1, false);
    }

    /** The same, but shortened rather than refused. */
    static Claim shortenable(String tenant, long cap, Limit... limits) {
        return new Claim(tenant, Ask.KEY, List.of(limits), 10, 10, cap, 1, 1, true);
    }
}
