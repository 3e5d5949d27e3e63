package io.github.tallyport.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.money.Money;
import io.github.tallyport.openai.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.JsonWriterStructuredLogFormatter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * A receipt as one line of JSON, in Boot's structured logging: {@code logging.structured.json.*} renames, leaves out and adds
 * members. Ids, numbers, times and the ending; a request's labels, which clients choose, are not among them.
 */
final class AccessLine extends JsonWriterStructuredLogFormatter<ILoggingEvent> {
    static final String LOGGER = "tallyport.access";
    private static final long NANOS_PER_MICRO = 1_000;

    AccessLine(@Nullable StructuredLoggingJsonMembersCustomizer<?> customizer) {
        super(AccessLine::members, customizer);
    }

    /** What a formatter takes. */
    static ILoggingEvent of(Receipt receipt) {
        LoggingEvent event = new LoggingEvent();
        event.setArgumentArray(new Object[] {receipt});
        return event;
    }

    private static void members(Members<ILoggingEvent> line) {
        line.from(event -> (Receipt) event.getArgumentArray()[0]).usingMembers(AccessLine::receipt);
    }

    private static void receipt(Members<Receipt> line) {
        line.add("time", receipt -> Instant.ofEpochMilli(receipt.asking().receivedAt()));
        line.add("log", LOGGER);
        line.add("request_id", receipt -> receipt.asking().requestId());
        line.add("tenant", receipt -> receipt.asking().tenant()).whenNotNull();
        line.add("key", receipt -> receipt.asking().key()).whenNotNull();
        line.add("model", receipt -> receipt.asking().model()).whenNotNull();
        line.add("target", receipt -> receipt.asking().target()).whenNotNull();
        line.add("stream", receipt -> receipt.asking().stream());
        line.add("ending", receipt -> receipt.ending().label());
        line.add("status", Receipt::status);
        line.add("code", Receipt::code).whenNotNull();
        line.add("attempts", Receipt::attempts);
        line.add("finish_reason", Receipt::finishReason).whenNotNull();
        line.add("cache", receipt -> receipt.cache().label());
        line.from(Receipt::usage).usingMembers(AccessLine::usage);
        line.add("cost", receipt -> Money.yuan(receipt.cost()));
        line.add("saved", receipt -> Money.yuan(receipt.saved()));
        line.add("total_us", receipt -> micros(receipt.times().total()));
        line.add("own_us", receipt -> micros(receipt.times().own()));
        line.add("first_byte_us", receipt -> micros(receipt.times().firstByte()))
                .whenNotNull();
        line.add("upstream_head_us", receipt -> micros(receipt.times().upstreamHead()))
                .whenNotNull();
        line.add("upstream_us", receipt -> micros(receipt.times().upstream())).whenNotNull();
    }

    private static void usage(Members<Usage> line) {
        line.add("source", usage -> usage instanceof Usage.Reported ? "reported" : "estimated");
        line.add("prompt_tokens", Usage::prompt);
        line.add("cached_tokens", Usage::cached);
        line.add("completion_tokens", Usage::completion);
        line.add("reasoning_tokens", Usage::reasoning);
    }

    private static @Nullable Long micros(long nanos) {
        return nanos < 0 ? null : nanos / NANOS_PER_MICRO;
    }
}
