package io.github.tallyport.cache;

import java.util.concurrent.Executor;

/**
 * How a client is to get its answer.
 *
 * @param model as the client called it
 * @param stream whether as events
 * @param usage whether with the event that tells the usage
 * @param loop where its connection is served
 * @param cut ends its connection, on its loop
 */
public record Wants(String model, boolean stream, boolean usage, Executor loop, Runnable cut) {}
