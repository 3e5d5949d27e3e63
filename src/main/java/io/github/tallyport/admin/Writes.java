package io.github.tallyport.admin;

import io.github.tallyport.audit.AdminWrite;
import io.github.tallyport.audit.AuditLog;
import io.github.tallyport.fault.OperationFaults;
import io.github.tallyport.tenancy.Stale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes, each with its entry in the audit in one transaction: there is never one without the other. What is shown as before and
 * after is exact: where somebody else changed the same thing in between, all is undone and begun again.
 */
final class Writes {
    private static final Logger LOG = LoggerFactory.getLogger(Writes.class);
    private static final int ATTEMPTS = 8;

    private final TransactionOperations transactions;
    private final AuditLog audit;

    Writes(TransactionOperations transactions, AuditLog audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    /**
     * @param action such as {@code tenant.create}
     * @param work reads and writes; may be run several times
     * @throws io.github.tallyport.fault.Refusal 503 when others are always quicker
     */
    Reply write(Call call, String action, Supplier<Written> work) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Written written = transactions.execute(transaction -> once(call, action, work));
                LOG.info(
                        "operator {} did {} to {}, request {}",
                        call.operator(),
                        action,
                        written.subject(),
                        call.requestId());
                return written.reply();
            } catch (Stale | Raced quicker) {
                LOG.debug("request {} begins again: {}", call.requestId(), quicker.getMessage());
            }
        }
        throw OperationFaults.contended().refusal();
    }

    /** What changes nothing leaves no entry. */
    private Written once(Call call, String action, Supplier<Written> work) {
        Written written = work.get();
        if (written.raced()) {
            throw new Raced();
        }
        if (written.changed()) {
            audit.append(new AdminWrite(
                    call.operator(),
                    action,
                    written.subject(),
                    text(written.before()),
                    text(written.after()),
                    call.requestId()));
        }
        return written;
    }

    private static @Nullable String text(@Nullable View view) {
        return view == null ? null : view.shape().write(view).toString();
    }
}
