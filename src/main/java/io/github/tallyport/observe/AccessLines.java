package io.github.tallyport.observe;

import io.github.tallyport.ledger.Receipt;
import java.io.ByteArrayOutputStream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Writes receipts as lines of JSON. */
sealed interface AccessLines permits PlainLines, ShapedLines {
    /** Ends with a line break. */
    void write(Receipt receipt, ByteArrayOutputStream to);

    /**
     * By Boot's structured logging where {@code logging.structured.json.*} renames, leaves out or adds members. Where nothing
     * does, it would take three times as long to say the same, on the core that answers requests.
     */
    static AccessLines of(Environment environment) {
        boolean shaped = Binder.get(environment)
                .bind("logging.structured.json", Bindable.mapOf(String.class, Object.class))
                .isBound();
        return shaped ? new ShapedLines(environment) : new PlainLines();
    }
}
