/**
 * What happened to every request, on this machine's disk before anybody is told.
 *
 * <p>Records are bytes to this room; what they mean is the ledger's. They are written into mapped, preallocated segments
 * under a short lock: once written they are the kernel's and outlive the process, and no system call, no other thread and no
 * wait for the disk stands on a request's road. Turned down: a writer thread with a queue, which costs two hand-overs between
 * threads for each record, and writing to the database, which may be away.
 */
@NullMarked
package io.github.tallyport.journal;

import org.jspecify.annotations.NullMarked;
