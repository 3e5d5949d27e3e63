package io.github.tallyport.admin;

import io.github.tallyport.fault.GatewayFaults;
import io.github.tallyport.fault.OperationFaults;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Mono;

/**
 * Does what blocks, a few things at a time, on virtual threads. Once begun a thing is done to its end, whether or not anybody
 * still waits for it: an operator that leaves does not leave half a write.
 */
final class Desk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final int THREADS = 4;
    private static final int WAITING = 100;
    private static final int PATIENT_THREADS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ThreadPoolExecutor threads = threads(THREADS, "operators-");
    private final ThreadPoolExecutor patient = threads(PATIENT_THREADS, "operators-patient-");

    private static ThreadPoolExecutor threads(int count, String name) {
        return new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofVirtual().name(name, 0).factory());
    }

    /** Fails with a {@link io.github.tallyport.fault.Refusal}, 503, when there is too much to do or the database is away. */
    <T> Mono<T> ask(Supplier<T> work) {
        return asked(work, threads).timeout(PATIENCE).transform(Desk::refused);
    }

    /** The same for what only reads and may take minutes: it has as long as it takes, and is given up when the gateway stops. */
    <T> Mono<T> askPatiently(Supplier<T> work) {
        return asked(work, patient).transform(Desk::refused);
    }

    private static <T> Mono<T> asked(Supplier<T> work, Executor by) {
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(work, by), true);
    }

    private static <T> Mono<T> refused(Mono<T> answer) {
        return answer.onErrorMap(CompletionException.class, Desk::cause)
                .onErrorMap(Desk::isOutage, Desk::unavailable)
                .onErrorMap(
                        RejectedExecutionException.class,
                        _ -> GatewayFaults.overloaded().refusal());
    }

    private static Throwable cause(CompletionException wrapped) {
        Throwable cause = wrapped.getCause();
        return cause == null ? wrapped : cause;
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof TransactionException
                || failure instanceof TimeoutException;
    }

    private static Throwable unavailable(Throwable failure) {
        LOG.warn("an operator could not be answered: {}", failure.toString());
        return OperationFaults.storageUnavailable().refusal();
    }

    @Override
    public void close() {
        patient.shutdownNow();
        threads.close();
    }
}
