package io.github.tallyport.audit;

import java.time.Instant;

/**
 * An admin write as it was noted.
 *
 * @param number 1, 2, 3, … without gaps, in the order of the writes
 * @param at by the clock of the replica that wrote
 */
public record AuditEntry(long number, Instant at, AdminWrite write) {}
