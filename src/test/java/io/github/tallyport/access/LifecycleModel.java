package io.github.tallyport.access;

import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.Key;
import io.github.tallyport.tenancy.KeyChange;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.Tenancy;
import io.github.tallyport.tenancy.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What operators did to many keys, and whom that lets in. */
final class LifecycleModel {
    private static final int TENANTS = 6;
    private static final int SECRETS_OF_A_KEY = 5;

    /** A key as it should be; its good secrets from the oldest to the newest, each with the end of its grace. */
    private static final class Expected {
        private final String id;
        private final String tenant;
        private final List<Secret> secrets = new ArrayList<>();
        private Instant end;
        private boolean disabled;

        private Expected(IssuedKey issued, Instant end) {
            this.id = issued.id();
            this.tenant = issued.key().tenant();
            this.end = end;
            secrets.add(new Secret(issued.secret(), Instant.MAX));
        }
    }

    private record Secret(String text, Instant until) {}

    private final Random random;
    private final List<Expected> keys = new ArrayList<>();
    private final Set<String> disabledTenants = new HashSet<>();
    private final List<String> everIssued = new ArrayList<>();

    LifecycleModel(Random random) {
        this.random = random;
    }

    void makeTenants(Tenancy tenancy) {
        for (int i = 0; i < TENANTS; i++) {
            tenancy.tenants().create(NewTenant.of(tenant(i), "Tenant"));
        }
    }

    void issue(Keys through, Instant now) {
        Instant end = random.nextInt(4) == 0 ? now.plus(minutes(120)) : Instant.MAX;
        IssuedKey issued = through.issue(
                tenant(random.nextInt(TENANTS)), new NewKey("key", Terms.OPEN, end.equals(Instant.MAX) ? null : end));
        everIssued.add(issued.secret());
        keys.add(new Expected(issued, end));
    }

    /** One call of an operator, whichever. */
    void act(Tenancy through, Instant now) {
        Expected key = keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(12)) {
            case 0, 1 -> {
                through.keys().disable(key.id);
                key.disabled = true;
            }
            case 2, 3, 4 -> {
                through.keys().enable(key.id);
                key.disabled = false;
            }
            case 5 -> {
                through.keys().delete(key.id);
                keys.remove(key);
            }
            case 6, 7 -> rotate(key, through.keys(), now);
            case 8 -> expire(key, through.keys(), now);
            case 9 -> issue(through.keys(), now);
            case 10 -> {
                through.tenants().disable(key.tenant);
                disabledTenants.add(key.tenant);
            }
            default -> {
                through.tenants().enable(key.tenant);
                disabledTenants.remove(key.tenant);
            }
        }
    }

    private void rotate(Expected key, Keys through, Instant now) {
        Duration grace = random.nextBoolean() ? Duration.ZERO : minutes(60);
        IssuedKey rotated = through.rotate(key.id, grace);
        Instant then = now.plus(grace);
        key.secrets.replaceAll(one -> one.until().isAfter(then) ? new Secret(one.text(), then) : one);
        everIssued.add(rotated.secret());
        key.secrets.add(new Secret(rotated.secret(), Instant.MAX));
        while (key.secrets.size() > SECRETS_OF_A_KEY) {
            key.secrets.removeFirst();
        }
    }

    private void expire(Expected key, Keys through, Instant now) {
        @Nullable Instant end = random.nextInt(3) == 0 ? null : now.plus(minutes(30));
        Key found = through.find(key.id).orElseThrow();
        through.change(key.id, found.version(), new KeyChange("key", Terms.OPEN, end));
        key.end = end == null ? Instant.MAX : end;
    }

    /** Every secret there ever was, and whether it lets somebody in. */
    Map<String, Boolean> expected(Instant now) {
        Map<String, Boolean> all = new LinkedHashMap<>();
        everIssued.forEach(secret -> all.put(secret, false));
        for (Expected key : keys) {
            boolean good = !key.disabled && !disabledTenants.contains(key.tenant) && now.isBefore(key.end);
            key.secrets.forEach(secret -> all.put(secret.text(), good && now.isBefore(secret.until())));
        }
        return all;
    }

    private Duration minutes(int most) {
        return Duration.ofMinutes(random.nextInt(most));
    }

    private static String tenant(int number) {
        return "tenant-" + number;
    }
}
