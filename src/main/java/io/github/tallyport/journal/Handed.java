package io.github.tallyport.journal;

import java.util.List;

/**
 * An entry that somebody is about to keep elsewhere.
 *
 * @param places the records that are needed until then
 */
record Handed(Entry entry, List<Place> places) {}
