/**
 * What happened to every request, on this machine's disk before anybody is told.
 *
 * <p>Records are bytes to this room; what they mean is the ledger's. They are written into mapped, preallocated segments
 * under a short lock: once written they are the kernel's and outlive the process, and no system call, no other thread and no
 * wait for the disk stands on a request's road. Turned down: a writer thread with a queue, which costs two hand-overs between
 * threads for each record, and writing to the database, which may be away.
 *
 * <p>A directory holds the segments of every start that has something left in it: numbered through, each with the random id of
 * its start. Whoever ships them reads the earlier ones first, then follows the running one. What is kept elsewhere is marked in
 * its place, so that it is not handed out again when its segment has to stay for another entry. A segment that cannot be read to
 * its end is read as far as it can be and set aside, never deleted and never in the way. Files that are set aside do not count
 * towards the bound, as nobody but a person can make them fewer. A request that goes on unrecorded is counted when it ends, once,
 * and not if its ending finds room.
 */
@NullMarked
package io.github.tallyport.journal;

import org.jspecify.annotations.NullMarked;
