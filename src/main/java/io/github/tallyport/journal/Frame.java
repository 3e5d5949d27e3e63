package io.github.tallyport.journal;

/**
 * One record as it was found.
 *
 * @param kind {@link Frames#OPEN} or {@link Frames#CLOSE}
 * @param settled whether its entry is kept elsewhere already
 * @param at where it begins, in bytes from the start of its segment
 * @param next where the one behind it begins
 */
record Frame(byte kind, long number, byte[] payload, boolean settled, long at, long next) {}
