package io.github.tallyport.fault;

/**
 * Something the gateway was not told and cannot do without.
 *
 * @param variable the environment variable that sets it
 * @param what what to put there, for a person
 */
public record MissingSetting(String variable, String what) {}
