package io.github.tallyport.relay;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.openai.Stretch;
import io.github.tallyport.openai.Usage;
import org.jspecify.annotations.Nullable;

/** How far a provider's answer has come, whether it came whole or in events. */
public sealed interface Progress permits WholeAnswer, StreamRelay {
    /** What was used so far: reported of the whole answer, or estimated. */
    Usage usage();

    /** In OpenAI's words; null when the provider has given none. */
    @Nullable
    String finishReason();

    /**
     * What the provider itself charges, in the digits it wrote: a JSON number of 0 or more, at most 40 characters, in whatever
     * currency it counts; of several the last, and null when it gave none.
     */
    @Nullable
    String upstreamCost();

    /** Whether the last of it was given out. */
    boolean over();

    /** Why it ended with an error after it had begun, or null. */
    @Nullable
    Fault fault();

    /** Where in all that was given out the event is that tells the usage; null when there is none. */
    @Nullable
    Stretch usageEvent();
}
