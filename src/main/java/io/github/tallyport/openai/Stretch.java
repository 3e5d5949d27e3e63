package io.github.tallyport.openai;

/**
 * A part of all the bytes of a stream.
 *
 * @param to behind it
 */
public record Stretch(long from, long to) {}
