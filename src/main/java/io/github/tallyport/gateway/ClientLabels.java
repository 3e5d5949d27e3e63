package io.github.tallyport.gateway;

import io.github.tallyport.ledger.Labels;
import io.github.tallyport.openai.ChatRequest;
import io.github.tallyport.tenancy.Pepper;
import org.jspecify.annotations.Nullable;

/** What clients say about their requests, fit for the ledger: names of people and of retries only as pseudonyms. */
final class ClientLabels {
    private final Pepper pepper;

    ClientLabels(Pepper pepper) {
        this.pepper = pepper;
    }

    /** The same name has another pseudonym with another tenant. */
    Labels of(String tenant, ChatRequest request, @Nullable String idempotencyKey) {
        String user = request.user();
        if (user == null && idempotencyKey == null && request.metadata().isEmpty()) {
            return Labels.NONE;
        }
        return new Labels(
                user == null ? null : pepper.pseudonym("user:" + tenant + ":" + user),
                idempotencyKey == null ? null : pepper.pseudonym("idempotency:" + tenant + ":" + idempotencyKey),
                request.metadata());
    }
}
