package io.github.tallyport.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** What of the disk can fail under a running journal. */
interface Disk {
    /** A new file of that size, mapped, for which the disk has given all the room it will ever need. Nothing is left of a failure. */
    MemorySegment make(Path path, SegmentHeader header, long size, Arena arena) throws IOException;

    /** Returns once all that was written to the range before the call is on the disk. */
    void force(MemorySegment range) throws IOException;

    /** Returns if the disk can be written to. */
    void probe(Path directory) throws IOException;
}
