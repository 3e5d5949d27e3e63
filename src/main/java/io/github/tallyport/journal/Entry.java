package io.github.tallyport.journal;

/**
 * What was recorded of one request.
 *
 * @param journal one start of one gateway; with the number it names the entry among all there ever are
 * @param number 1 or more
 * @param leftOpen whether its ending is not recorded: the gateway ended before the request did, or the disk had failed
 * @param bytes as given to {@link Journal#close}, or to {@link Journal#open} when it was left open
 */
public record Entry(long journal, long number, boolean leftOpen, byte[] bytes) {}
