package io.github.tallyport.quota;

import java.time.Duration;

/**
 * How a limit stands at a moment.
 *
 * @param left requests, tokens, leases or nano-yuan; below 0 when more was used than there was, or the limit was lowered
 * @param full until all of a rate is there again, if nothing else comes; zero for what does not refill by the minute
 */
public record Balance(Limit limit, long left, Duration full) {}
