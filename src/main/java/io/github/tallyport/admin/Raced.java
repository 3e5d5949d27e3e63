package io.github.tallyport.admin;

/** Somebody else was quicker: begin again. Expected, so it has no stack trace. */
final class Raced extends RuntimeException {
    Raced() {
        super("changed between the reading and the write", null, false, false);
    }
}
