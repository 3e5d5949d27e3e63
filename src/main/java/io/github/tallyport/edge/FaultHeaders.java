package io.github.tallyport.edge;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.Retry;
import java.util.function.BiConsumer;

/** What a fault says in headers, for whichever kind of response it goes into. Names are lower case. */
public final class FaultHeaders {
    private FaultHeaders() {}

    public static void write(Fault fault, BiConsumer<String, String> header) {
        header.accept("content-type", "application/json");
        fault.headers().forEach(header);
        switch (fault.retry()) {
            case Retry.Unsaid() -> {}
            case Retry.Never() -> header.accept("x-should-retry", "false");
            case Retry.After after -> {
                header.accept("retry-after", Integer.toString(after.seconds()));
                header.accept("retry-after-ms", Long.toString(after.millis()));
            }
        }
    }
}
