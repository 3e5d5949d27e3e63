package io.github.tallyport.admin;

import io.github.tallyport.shape.Member;
import io.github.tallyport.shape.RecordShape;
import io.github.tallyport.tenancy.Key;
import io.github.tallyport.tenancy.Terms;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key as operators see it. */
record KeyView(
        @Member("Public; part of the secret's text") String id,

        @Member("The id of the tenant it belongs to") String tenant,

        @Member("For people") String name,

        @Member(value = "What a client sends; shown this once", omitted = true) @Nullable
        String secret,

        @Member("What may be shown of the newest secret") String redacted,

        @Member("Whether it is good; a disabled tenant's keys are not, whatever this says")
        Status status,

        @Member("Ids of the models it may use of those its tenant may; null: all of them") @Nullable
        List<String> models,

        @Member("Besides its tenant's") LimitsBody limits,

        @Member("Besides its tenant's") List<BudgetBody> budgets,

        @Member("The first moment it is no longer good; null: never") @Nullable
        Instant expiresAt,

        @Member("Since when it is disabled") @Nullable Instant disabledAt,

        @Member("When it was issued") Instant createdAt,

        @Member("When it last let somebody in, some seconds late; no change of the version") @Nullable
        Instant lastUsedAt,

        @Member("Rises with every change and rotation; the ETag")
        long version,

        @Member("Given in the configuration, and so read-only here")
        boolean declared)
        implements View {
    static final RecordShape<KeyView> SHAPE = RecordShape.of(KeyView.class, MethodHandles.lookup());

    /** Whether a key is good. */
    enum Status {
        ACTIVE,
        DISABLED,
        EXPIRED
    }

    static KeyView of(Key key, Instant now) {
        return of(key, null, now);
    }

    /** @param secret of a key that was just issued or rotated, or null */
    static KeyView of(Key key, @Nullable String secret, Instant now) {
        Terms terms = key.terms();
        return new KeyView(
                key.id(),
                key.tenant(),
                key.name(),
                secret,
                key.redacted(),
                status(key, now),
                TermsBody.modelsOf(terms),
                LimitsBody.of(terms.limits()),
                BudgetBody.of(terms.budgets()),
                key.expiresAt(),
                key.disabledAt(),
                key.createdAt(),
                key.lastUsedAt(),
                key.version(),
                key.declared());
    }

    private static Status status(Key key, Instant now) {
        Instant end = key.expiresAt();
        if (key.disabledAt() != null) {
            return Status.DISABLED;
        }
        return end != null && !now.isBefore(end) ? Status.EXPIRED : Status.ACTIVE;
    }

    @Override
    public RecordShape<?> shape() {
        return SHAPE;
    }

    @Override
    public String subject() {
        return "key/" + id;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return subject();
    }
}
