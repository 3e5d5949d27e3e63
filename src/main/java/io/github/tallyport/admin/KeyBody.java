package io.github.tallyport.admin;

import io.github.tallyport.shape.Member;
import io.github.tallyport.tenancy.Key;
import io.github.tallyport.tenancy.KeyChange;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.Terms;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key to be issued, and all that can be changed of one. */
record KeyBody(
        @Member(value = "For people", min = 1, max = 200) String name,

        @Member(value = "Ids of the models it may use of those its tenant may; none: all of them", max = 1000) @Nullable
        List<String> models,

        @Member("Besides its tenant's") @Nullable LimitsBody limits,

        @Member(value = "Besides its tenant's, each period once", max = 3) @Nullable
        List<BudgetBody> budgets,

        @Member("The first moment it is no longer good; none: never") @Nullable
        Instant expiresAt)
        implements TermsBody {
    static KeyBody of(Key key) {
        Terms terms = key.terms();
        return new KeyBody(
                key.name(),
                TermsBody.modelsOf(terms),
                LimitsBody.of(terms.limits()),
                BudgetBody.of(terms.budgets()),
                key.expiresAt());
    }

    NewKey key(Terms terms) {
        return new NewKey(name, terms, expiresAt);
    }

    KeyChange change(Terms terms) {
        return new KeyChange(name, terms, expiresAt);
    }
}
