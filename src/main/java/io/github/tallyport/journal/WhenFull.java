package io.github.tallyport.journal;

/** What becomes of requests that cannot be recorded. */
enum WhenFull {
    REFUSE,
    CONTINUE
}
