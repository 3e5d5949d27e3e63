package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.fault.ReportFaults;
import io.github.tallyport.quota.Balance;
import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.Quota;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Shows a caller what its key may use, what was spent, and what is left. */
final class UsageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UsageHandler.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WebCallers callers;
    private final VisibleModels models;
    private final Spending spending;
    private final Quota quota;
    private final InstantSource clock;
    private final Scheduler reading;

    /** @param reading where spending may block; bounded */
    UsageHandler(
            WebCallers callers,
            VisibleModels models,
            Spending spending,
            Quota quota,
            InstantSource clock,
            Scheduler reading) {
        this.callers = callers;
        this.models = models;
        this.spending = spending;
        this.quota = quota;
        this.clock = clock;
        this.reading = reading;
    }

    Mono<ServerResponse> show(ServerRequest request) {
        return callers.of(request)
                .flatMap(caller -> balances(caller).flatMap(balances -> card(caller, balances)))
                .flatMap(JsonAnswer::of);
    }

    private Mono<List<Balance>> balances(Caller caller) {
        List<Limit> limits = Allowances.whole(caller).at(clock.instant());
        return limits.isEmpty() ? Mono.just(List.of()) : quota.balances(caller.tenant(), limits);
    }

    private Mono<String> card(Caller caller, List<Balance> balances) {
        return Mono.fromCallable(() -> UsageCard.of(caller, models.all(caller), spending, balances))
                .subscribeOn(reading)
                .timeout(PATIENCE)
                .onErrorMap(UsageHandler::isForNow, why -> {
                    LOG.warn("spending of tenant {} cannot be read: {}", caller.tenant(), why.toString());
                    return ReportFaults.unavailable().refusal();
                });
    }

    private static boolean isForNow(Throwable why) {
        return why instanceof DataAccessException
                || why instanceof TimeoutException
                || why instanceof RejectedExecutionException;
    }
}
