package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.explain.Explainer;
import io.github.tallyport.explain.Explanation;
import io.github.tallyport.explain.Question;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.GatewayFaults;
import io.github.tallyport.fault.KeyFaults;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.fault.TenancyFaults;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.openai.ChatRequest;
import io.github.tallyport.quota.Balance;
import io.github.tallyport.tenancy.Key;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.Tenant;
import io.github.tallyport.tenancy.Tenants;
import io.github.tallyport.validation.Permits;
import io.github.tallyport.validation.RequestReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The steps of {@link ChatHandler} up to the sending, with nothing reserved, recorded or sent. */
final class DryRun implements Explainer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Identification callers;
    private final Tenants tenants;
    private final Keys keys;
    private final RequestReader reader;
    private final VisibleModels models;
    private final Permits permits;
    private final Recollection recollection;
    private final Reservations reservations;
    private final InstantSource clock;

    DryRun(
            Identification callers,
            Tenants tenants,
            Keys keys,
            RequestReader reader,
            VisibleModels models,
            Permits permits,
            Recollection recollection,
            Reservations reservations,
            InstantSource clock) {
        this.callers = callers;
        this.tenants = tenants;
        this.keys = keys;
        this.reader = reader;
        this.models = models;
        this.permits = permits;
        this.recollection = recollection;
        this.reservations = reservations;
        this.clock = clock;
    }

    @Override
    public Explanation explain(Question question) {
        return new Run().of(question);
    }

    /** One question: what is known when a step refuses is told all the same. */
    private final class Run {
        private final Instant now = clock.instant();
        private @Nullable Caller caller;
        private @Nullable Model model;
        private Remembered remembered = Remembered.NOTHING;

        Explanation of(Question question) {
            caller = question.whom() instanceof Question.KeyId named ? known(named.id()) : null;
            try {
                Caller asking = question.whom() instanceof Question.Secret secret ? identified(secret) : good(caller);
                caller = asking;
                ChatRequest request = reader.read(question.body());
                Model asked = models.require(asking, request.model());
                model = asked;
                Errand errand = new Errand(asking, permits.permit(request, asked), asked.priceAt(now));
                remembered = recollection.look(errand);
                return reserved(asking, request, asked);
            } catch (Refusal refused) {
                return told(refused.fault(), List.of(), Reserved.NOTHING, null);
            }
        }

        private Explanation reserved(Caller asking, ChatRequest request, Model asked) {
            Preview preview = reservations
                    .preview(asking, request, asked, asked.priceAt(now), now)
                    .block(PATIENCE);
            if (preview == null) {
                throw GatewayFaults.internal().refusal();
            }
            Grant grant = preview.grant();
            return told(
                    preview.refusal(),
                    preview.balances(),
                    grant.worst(),
                    grant.told().isPresent() ? (long) grant.told().getAsInt() : null);
        }

        private Explanation told(
                @Nullable Fault refusal, List<Balance> balances, Reserved reserved, @Nullable Long maxTokens) {
            Caller known = caller;
            Model asked = model;
            return new Explanation(
                    known == null ? null : known.tenant(),
                    known == null ? null : known.key(),
                    asked == null ? null : asked.id(),
                    refusal,
                    balances,
                    reserved,
                    maxTokens,
                    remembered.key(),
                    remembered.state(),
                    asked == null ? null : asked.targets().getFirst().name());
        }

        private Caller identified(Question.Secret secret) {
            return Objects.requireNonNull(
                    callers.identify("Bearer " + secret.text(), null).block(PATIENCE));
        }

        private Caller known(String id) {
            Key key = keys.find(id)
                    .orElseThrow(() -> TenancyFaults.keyNotFound(id).refusal());
            Tenant tenant = tenants.find(key.tenant())
                    .orElseThrow(
                            () -> TenancyFaults.tenantNotFound(key.tenant()).refusal());
            return Caller.of(tenant, key);
        }

        private Caller good(@Nullable Caller known) {
            Caller asking = Objects.requireNonNull(known);
            Key key = asking.details();
            if (key.disabledAt() != null || asking.owner().disabledAt() != null) {
                throw KeyFaults.disabled().refusal();
            }
            if (key.expiresAt() != null && !now.isBefore(key.expiresAt())) {
                throw KeyFaults.expired().refusal();
            }
            return asking;
        }
    }
}
