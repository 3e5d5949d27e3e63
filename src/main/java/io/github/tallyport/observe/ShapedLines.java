package io.github.tallyport.observe;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.github.tallyport.ledger.Receipt;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.logging.structured.JsonWriterStructuredLogFormatter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;
import org.springframework.core.env.Environment;

/** Lines as {@code logging.structured.json.*} wants them. */
final class ShapedLines implements AccessLines {
    /** Made by Boot. */
    static final class Format extends JsonWriterStructuredLogFormatter<ILoggingEvent> {
        Format(@Nullable StructuredLoggingJsonMembersCustomizer<?> customizer) {
            super(
                    line -> line.from(event -> (Receipt) event.getArgumentArray()[0])
                            .usingPairs((receipt, pairs) -> AccessLine.of(receipt, pairs::accept)),
                    customizer);
        }
    }

    private final StructuredLogEncoder encoder = new StructuredLogEncoder();

    ShapedLines(Environment environment) {
        LoggerContext context = new LoggerContext();
        context.putObject(Environment.class.getName(), environment);
        encoder.setContext(context);
        encoder.setFormat(Format.class.getName());
        encoder.start();
    }

    @Override
    public void write(Receipt receipt, ByteArrayOutputStream to) {
        LoggingEvent event = new LoggingEvent();
        event.setArgumentArray(new Object[] {receipt});
        to.writeBytes(encoder.encode(event));
    }
}
