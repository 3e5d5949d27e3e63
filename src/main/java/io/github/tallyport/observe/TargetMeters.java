package io.github.tallyport.observe;

import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Target;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.ReceiptListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether providers answer, as their last requests tell: a target is down when several in a row have failed, and not when
 * nobody has asked it for a while, of which nothing follows.
 */
final class TargetMeters implements ReceiptListener, MeterBinder {
    private static final int IN_A_ROW = 5;
    private static final long LATELY = TimeUnit.MINUTES.toNanos(1);
    private static final int SERVER_ERROR = 500;

    /** Written by the one thread that settles, read by whoever scrapes. */
    private static final class State {
        private volatile int failures;
        private volatile long failedAt;
    }

    private final Map<String, State> targets = new TreeMap<>();
    private final LongSupplier nanoTime;

    TargetMeters(Catalogue catalogue, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (Model model : catalogue.models()) {
            for (Target target : model.targets()) {
                targets.put(target.name(), new State());
            }
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public void settled(Receipt receipt) {
        String name = receipt.asking().target();
        State state = name == null ? null : targets.get(name);
        if (state == null) {
            return;
        }
        if (receipt.ending() == Ending.ANSWERED) {
            state.failures = 0;
        } else if (isItsFailure(receipt)) {
            state.failedAt = nanoTime.getAsLong();
            state.failures++;
        }
    }

    /** What it found wrong with a request, and what was broken off here, says nothing of the provider. */
    private static boolean isItsFailure(Receipt receipt) {
        String code = receipt.code();
        return switch (receipt.ending()) {
            case FAILED -> receipt.status() >= SERVER_ERROR && !"gateway_is_stopping".equals(code);
            case BROKEN_OFF -> code != null && code.startsWith("upstream_");
            default -> false;
        };
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        targets.forEach((name, state) -> Gauge.builder("tallyport.target.state", state, this::value)
                .description(
                        "1 while a provider answers; 0 when its last 5 requests have failed, the last within a minute")
                .tag("target", name)
                .register(registry));
    }

    private double value(State state) {
        boolean down = state.failures >= IN_A_ROW && nanoTime.getAsLong() - state.failedAt < LATELY;
        return down ? 0 : 1;
    }
}
