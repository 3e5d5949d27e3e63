package io.github.tallyport.tenancy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Terms as the database keeps them: JSON in three columns, each null where there is nothing to say. */
record TermsText(
        @Nullable String models,
        @Nullable String limits,
        @Nullable String budgets) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(given -> given.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private static final TypeReference<Set<String>> NAMES = new TypeReference<>() {};
    private static final TypeReference<List<Budget>> BUDGETS = new TypeReference<>() {};

    static TermsText of(Terms terms) {
        @Nullable Set<String> models = terms.models().models();
        return new TermsText(
                models == null ? null : JSON.writeValueAsString(new TreeSet<>(models)),
                terms.limits().equals(Limits.NONE) ? null : JSON.writeValueAsString(terms.limits()),
                terms.budgets().isEmpty() ? null : JSON.writeValueAsString(terms.budgets()));
    }

    StatementSpec in(StatementSpec statement) {
        return statement.param("models", models).param("limits", limits).param("budgets", budgets);
    }

    Terms terms() {
        return new Terms(
                models == null ? AllowList.ALL : new AllowList(JSON.readValue(models, NAMES)),
                limits == null ? Limits.NONE : JSON.readValue(limits, Limits.class),
                budgets == null ? List.of() : JSON.readValue(budgets, BUDGETS));
    }
}
