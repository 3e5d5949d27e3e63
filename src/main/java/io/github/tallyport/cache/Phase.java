package io.github.tallyport.cache;

/** How far a flight is. */
enum Phase {
    /** Whoever leads has not asked anybody yet. */
    BOARDING,
    FLYING,
    /** All that is to come has come. */
    LANDED,
    /** Nothing is to come, or nobody wants it any more. */
    OVER
}
