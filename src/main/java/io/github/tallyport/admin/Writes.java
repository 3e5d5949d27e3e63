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
 * Writes, one after the other on all replicas together, each with its entry in the audit in one transaction: there is never one
 * without the other, and what the entry tells as before and after is exact. Operators are few; that they wait for each other
 * costs them milliseconds.
 */
final class Writes {
    private static final Logger LOG = LoggerFactory.getLogger(Writes.class);

    private final TransactionOperations transactions;
    private final AuditLog audit;

    Writes(TransactionOperations transactions, AuditLog audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    /**
     * @param action such as {@code tenant.create}
     * @param work reads and writes; what it reads stays as it is until it is done
     */
    Reply write(Call call, String action, Supplier<Written> work) {
        try {
            Written written = transactions.execute(transaction -> inTurn(call, action, work));
            LOG.info(
                    "operator {} did {} to {}, request {}",
                    call.operator(),
                    action,
                    written.subject(),
                    call.requestId());
            return written.reply();
        } catch (Stale e) {
            LOG.warn("somebody changes tenants or keys without taking turns: {}", e.getMessage());
            throw OperationFaults.contended().refusal();
        }
    }

    /** What changes nothing leaves no entry. */
    private Written inTurn(Call call, String action, Supplier<Written> work) {
        audit.takeTurn();
        Written written = work.get();
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
