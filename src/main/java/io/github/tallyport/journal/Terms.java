package io.github.tallyport.journal;

import java.time.Duration;

/** What the journal promises, and what becomes of requests when it cannot keep it. */
record Terms(WhenFull whenFull, Fsync fsync, Duration fsyncInterval) {}
