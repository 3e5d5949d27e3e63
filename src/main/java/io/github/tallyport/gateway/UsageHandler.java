package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.fault.ReportFaults;
import java.time.Duration;
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
    private final Scheduler reading;

    /** @param reading where spending may block; bounded */
    UsageHandler(WebCallers callers, VisibleModels models, Spending spending, Scheduler reading) {
        this.callers = callers;
        this.models = models;
        this.spending = spending;
        this.reading = reading;
    }

    Mono<ServerResponse> show(ServerRequest request) {
        return callers.of(request).flatMap(this::card).flatMap(JsonAnswer::of);
    }

    private Mono<String> card(Caller caller) {
        return Mono.fromCallable(() -> UsageCard.of(caller, models.all(caller), spending))
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
