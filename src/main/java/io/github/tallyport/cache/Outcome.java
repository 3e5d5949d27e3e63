package io.github.tallyport.cache;

import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Flux;

/** What came of a flight, for one of those who wait for it. */
public sealed interface Outcome {
    /** A whole answer. */
    record Whole(KeptAnswer answer) implements Outcome {}

    /** Events as they come; for one subscriber, who leaves the flight by cancelling. */
    record Live(Flux<ByteBuf> events) implements Outcome {}

    /** Nothing, and nobody is to blame: whoever led could not go on for reasons of its own. Try again. */
    record Nothing() implements Outcome {}
}
