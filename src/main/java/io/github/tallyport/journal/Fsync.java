package io.github.tallyport.journal;

/** When records are forced to the disk. A process that is killed loses nothing either way; a machine that loses power may. */
enum Fsync {
    /** From time to time: at most what was recorded in between is lost. */
    INTERVAL,
    /** Before the request that it is about ends: nothing is lost. */
    EACH,
    /** When the kernel sees fit. */
    OFF
}
