package io.github.tallyport.admin;

import io.github.tallyport.audit.AuditEntry;
import io.github.tallyport.shape.Member;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An admin write as operators see it. */
record AuditView(
        @Member("1, 2, 3, … without gaps") long number,

        @Member("When") Instant at,

        @Member("Whose admin key it was") String operator,

        @Member("What was done, such as tenant.create") String action,

        @Member("To what, such as tenant/acme") String subject,

        @Member("What it was before; null when it was not there") @Nullable
        JsonNode before,

        @Member("What it was afterwards; null when it was gone") @Nullable
        JsonNode after,

        @Member("The x-request-id of the answer") String requestId) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static AuditView of(AuditEntry entry) {
        return new AuditView(
                entry.number(),
                entry.at(),
                entry.write().operator(),
                entry.write().action(),
                entry.write().subject(),
                json(entry.write().before()),
                json(entry.write().after()),
                entry.write().requestId());
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : JSON.readTree(text);
    }
}
