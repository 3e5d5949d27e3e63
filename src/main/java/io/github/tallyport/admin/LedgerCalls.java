package io.github.tallyport.admin;

import io.github.tallyport.books.Verified;
import io.github.tallyport.fault.OperationFaults;
import io.github.tallyport.shape.RecordShape;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Lets operators have the ledger reckoned again, once at a time: a second one would only slow both down. */
final class LedgerCalls {
    private static final RecordShape<VerifiedView> VIEW = RecordShape.of(VerifiedView.class, MethodHandles.lookup());

    private final Supplier<Verified> verification;
    private final AtomicBoolean running = new AtomicBoolean();

    LedgerCalls(Supplier<Verified> verification) {
        this.verification = verification;
    }

    List<Operation> operations() {
        return List.of(Operation.get(
                        "/ledger/verify",
                        "Reckon the ledger again and tell what differs; it takes seconds for a million requests, and the log"
                                + " says how far it is",
                        VIEW,
                        this::verify)
                .patiently());
    }

    private Reply verify(Call call) {
        if (!running.compareAndSet(false, true)) {
            throw OperationFaults.verifying().refusal();
        }
        try {
            return Reply.of(VerifiedView.of(verification.get()));
        } finally {
            running.set(false);
        }
    }
}
