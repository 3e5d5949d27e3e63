package io.github.tallyport.cache;

/** What becomes of a flight's answer beside being given to those aboard. */
interface Filing {
    /** Whether an answer that ended so is to be kept. */
    boolean wants(Landing how);

    /** Makes a document of a whole stream elsewhere, keeps it where it is to be kept, and tells the flight. */
    void file(Flight flight, Landing how, byte[] events);

    /** A document that came at once; keeps it where it is to be kept. */
    KeptAnswer whole(byte[] document, Landing how);

    /** Ends a turn when nobody comes aboard any more. */
    void holds(Turns.Ours turn);

    /** Nobody comes aboard any more. */
    void closed(Flight flight);
}
