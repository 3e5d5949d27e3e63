package io.github.tallyport.gateway;

import io.github.tallyport.quota.Balance;
import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.Quota;
import io.github.tallyport.quota.Scope;
import io.github.tallyport.quota.Whose;
import io.github.tallyport.quota.Window;
import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Budget;
import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.Limits;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.Period;
import io.github.tallyport.tenancy.Policies;
import io.github.tallyport.tenancy.Rates;
import io.github.tallyport.tenancy.Tenants;
import io.github.tallyport.tenancy.Terms;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A key of a tenant of its own, both with limits, and who asks with it. */
record Spender(TestGateway gateway, IssuedKey key) {
    private static final AtomicInteger COUNT = new AtomicInteger();

    static Terms rates(@Nullable Long requests, @Nullable Long tokens, @Nullable Long concurrent) {
        return terms(new Rates(requests, tokens, concurrent));
    }

    static Terms terms(Rates rates, Budget... budgets) {
        return new Terms(AllowList.ALL, new Limits(rates, Map.of()), List.of(budgets));
    }

    static Terms budget(long nanoYuan) {
        return terms(Rates.NONE, new Budget(Period.TOTAL, nanoYuan));
    }

    static Spender of(TestGateway gateway, Terms tenant, Terms key) {
        return of(gateway, Policies.USUAL, tenant, key);
    }

    static Spender of(TestGateway gateway, Policies policies, Terms tenant, Terms key) {
        String id = "spender-" + COUNT.incrementAndGet();
        gateway.bean(Tenants.class).create(new NewTenant(id, id, ZoneOffset.UTC, policies, tenant));
        return new Spender(gateway, gateway.bean(Keys.class).issue(id, new NewKey("ci", key, null)));
    }

    /** Another key of the same tenant. */
    Spender sibling(Terms terms) {
        return new Spender(gateway, gateway.bean(Keys.class).issue(tenant(), new NewKey("sibling", terms, null)));
    }

    String tenant() {
        return key.key().tenant();
    }

    String id() {
        return key.key().id();
    }

    HttpResponse<String> ask(String body) {
        return gateway.send(gateway.chatRequest(body).setHeader("Authorization", "Bearer " + key.secret()));
    }

    /** What a limit of the tenant's has left now. */
    long leftAtOnce(long most) {
        return left(new Limit.Concurrency(new Whose(Scope.TENANT, tenant(), null), most));
    }

    long leftOfTokens(long perMinute) {
        return left(new Limit.Rate(new Whose(Scope.TENANT, tenant(), null), Limit.Unit.TOKENS, perMinute));
    }

    long leftOfBudget(long amount) {
        Window all = Window.at(Period.TOTAL, ZoneOffset.UTC, Instant.EPOCH);
        return left(new Limit.Budget(new Whose(Scope.TENANT, tenant(), null), all, amount));
    }

    private long left(Limit limit) {
        List<Balance> balances = Objects.requireNonNull(
                gateway.bean(Quota.class).balances(tenant(), List.of(limit)).block());
        return balances.getFirst().left();
    }
}
