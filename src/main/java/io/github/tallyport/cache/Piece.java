package io.github.tallyport.cache;

/**
 * A part of a stream: whole events.
 *
 * @param bytes not to be changed
 * @param usage whether it is the event that tells the usage, which not everybody asked for
 */
public record Piece(byte[] bytes, boolean usage) {
    @Override
    public String toString() {
        return "Piece[" + bytes.length + " bytes]";
    }
}
