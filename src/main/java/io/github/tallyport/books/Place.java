package io.github.tallyport.books;

/**
 * Where a row stands in the list of all, which goes by these three.
 *
 * @param receivedAt epoch milliseconds
 */
public record Place(long receivedAt, long journal, long number) {}
