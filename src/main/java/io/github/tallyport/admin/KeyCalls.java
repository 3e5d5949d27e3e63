package io.github.tallyport.admin;

import io.github.tallyport.fault.OperationFaults;
import io.github.tallyport.fault.TenancyFaults;
import io.github.tallyport.shape.RecordShape;
import io.github.tallyport.tenancy.DrawnKey;
import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.Key;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.Page;
import io.github.tallyport.tenancy.Tenants;
import io.github.tallyport.tenancy.Terms;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What operators do with keys. */
final class KeyCalls {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final RecordShape<KeyBody> BODY = RecordShape.of(KeyBody.class, LOOKUP);
    private static final RecordShape<RotationBody> ROTATION = RecordShape.of(RotationBody.class, LOOKUP);
    private static final RecordShape<NothingBody> NOTHING = RecordShape.of(NothingBody.class, LOOKUP);
    private static final RecordShape<KeyView> VIEW = KeyView.SHAPE;
    private static final RecordShape<KeyList> LIST = RecordShape.of(KeyList.class, LOOKUP);
    private static final RecordShape<DeletedView> DELETED = RecordShape.of(DeletedView.class, LOOKUP);
    private static final RecordShape<HashBody> SECRET = RecordShape.of(HashBody.class, LOOKUP);
    private static final RecordShape<HashView> HASH = RecordShape.of(HashView.class, LOOKUP);
    private static final String OF_TENANT = "/tenants/{id}/keys";
    private static final String ONE = "/keys/{id}";
    private static final Duration LONGEST_GRACE = Duration.ofDays(30);

    private final Tenants tenants;
    private final Keys keys;
    private final Known known;
    private final Writes writes;
    private final InstantSource clock;

    KeyCalls(Tenants tenants, Keys keys, Known known, Writes writes, InstantSource clock) {
        this.tenants = tenants;
        this.keys = keys;
        this.known = known;
        this.writes = writes;
        this.clock = clock;
    }

    List<Operation> operations() {
        return List.of(
                Operation.create(OF_TENANT, "Issue a key; its secret is shown this once", BODY, VIEW, this::issue),
                Operation.get(OF_TENANT, "List a tenant's keys", LIST, this::list)
                        .with(Query.PAGE),
                Operation.write(
                                "POST",
                                "/keys/hash",
                                "Hash a secret for a key that is to be declared in the configuration",
                                SECRET,
                                HASH,
                                this::hash)
                        .tagged(false),
                Operation.get(ONE, "Show a key", VIEW, this::show).tagged(true),
                Operation.write("PATCH", ONE, "Change a key (JSON merge patch)", BODY, VIEW, this::change),
                Operation.write("DELETE", ONE, "Delete a key for ever", NOTHING, DELETED, this::delete)
                        .tagged(false),
                Operation.write(
                        "POST",
                        ONE + "/disable",
                        "Do not let it in",
                        NOTHING,
                        VIEW,
                        call -> turn(call, "key.disable", keys::disable)),
                Operation.write(
                        "POST",
                        ONE + "/enable",
                        "Let it in again",
                        NOTHING,
                        VIEW,
                        call -> turn(call, "key.enable", keys::enable)),
                Operation.write(
                        "POST",
                        ONE + "/rotate",
                        "Give it another secret, which is shown this once",
                        ROTATION,
                        VIEW,
                        this::rotate));
    }

    private Reply issue(Call call) {
        KeyBody body = call.read(BODY);
        Instant now = clock.instant();
        if (body.expiresAt() != null && !body.expiresAt().isAfter(now)) {
            throw OperationFaults.notInTheFuture("expires_at").refusal();
        }
        return writes.write(call, "key.create", () -> {
            IssuedKey issued = keys.issue(call.id(), body.key(body.terms(known.models(), Terms.OPEN)));
            KeyView made = KeyView.of(issued.key(), now);
            KeyView shown = KeyView.of(issued.key(), issued.secret(), now);
            return new Written(null, made, Reply.of(shown, shown).at(Operation.BASE + "/keys/" + made.id()));
        });
    }

    private Reply list(Call call) {
        String tenant = call.id();
        if (tenants.find(tenant).isEmpty()) {
            throw TenancyFaults.tenantNotFound(tenant).refusal();
        }
        Page<Key> page = keys.list(tenant, call.after(), call.given().limit());
        Instant now = clock.instant();
        List<KeyView> data =
                page.items().stream().map(key -> KeyView.of(key, now)).toList();
        return Reply.of(
                new KeyList(data, page.more(), page.more() ? data.getLast().id() : null));
    }

    private Reply show(Call call) {
        KeyView view = KeyView.of(required(call.id()), clock.instant());
        return Reply.of(view, view);
    }

    private Reply change(Call call) {
        return writes.write(call, "key.change", () -> {
            Key before = seen(call);
            KeyBody body = call.merge(KeyBody.of(before), BODY, VIEW);
            Key after = keys.change(
                    before.id(),
                    before.version(),
                    body.change(body.terms(known.modelsOr(before.terms()), before.terms())));
            return written(before, after);
        });
    }

    private Reply turn(Call call, String action, Function<String, Key> turned) {
        call.read(NOTHING);
        return writes.write(call, action, () -> {
            Key before = seen(call);
            return written(before, turned.apply(before.id()));
        });
    }

    private Reply rotate(Call call) {
        Duration grace = Objects.requireNonNullElse(call.read(ROTATION).grace(), Duration.ZERO);
        if (grace.compareTo(LONGEST_GRACE) > 0) {
            throw OperationFaults.tooLong("grace", "P30D").refusal();
        }
        return writes.write(call, "key.rotate", () -> {
            Key before = seen(call);
            IssuedKey rotated = keys.rotate(before.id(), grace);
            KeyView shown = KeyView.of(rotated.key(), rotated.secret(), clock.instant());
            return new Written(view(before), view(rotated.key()), Reply.of(shown, shown));
        });
    }

    private Reply delete(Call call) {
        call.read(NOTHING);
        return writes.write(call, "key.delete", () -> {
            seen(call);
            Key last = keys.delete(call.id());
            call.ifMatch().require(view(last));
            return new Written(view(last), null, Reply.of(new DeletedView(last.id(), true)));
        });
    }

    /** Nothing is kept, so nothing is in the audit. */
    private Reply hash(Call call) {
        String secret = call.read(SECRET).secret();
        if (secret != null) {
            return Reply.of(HashView.of(keys.hashed(secret), null));
        }
        DrawnKey drawn = keys.draw();
        return Reply.of(HashView.of(drawn.key(), drawn.secret()));
    }

    /** The key as it is, which is as the operator wants it to be. */
    private Key seen(Call call) {
        Key now = required(call.id());
        call.ifMatch().require(view(now));
        return now;
    }

    private Written written(Key before, Key after) {
        KeyView view = view(after);
        return new Written(view(before), view, Reply.of(view, view));
    }

    private KeyView view(Key key) {
        return KeyView.of(key, clock.instant());
    }

    private Key required(String id) {
        return keys.find(id).orElseThrow(() -> TenancyFaults.keyNotFound(id).refusal());
    }
}
