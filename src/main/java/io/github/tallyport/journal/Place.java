package io.github.tallyport.journal;

/**
 * Where a record lies.
 *
 * @param at in bytes from the start of its segment
 */
record Place(Page page, long at) {}
