package io.github.tallyport.openai;

import java.util.ArrayList;
import java.util.List;

/**
 * A document with pieces cut out, replaced and put in; positions are those of the original. Edits are noted from left to
 * right and never overlap. Not thread-safe; neither the document nor what is put in may change before {@link #toBytes}.
 */
public final class Splice {
    private record Edit(int from, int to, byte[] bytes) {}

    private static final byte[] NOTHING = new byte[0];

    private final byte[] document;
    private final List<Edit> edits = new ArrayList<>(4);
    private int grown;
    private int edge;

    public Splice(byte[] document) {
        this.document = document;
    }

    public boolean isEmpty() {
        return edits.isEmpty();
    }

    public Splice insert(int at, byte[] bytes) {
        return replace(at, at, bytes);
    }

    /** Puts {@code bytes} in the place of {@code [from, to)}. */
    public Splice replace(int from, int to, byte[] bytes) {
        if (from < edge || to < from || to > document.length) {
            throw new IllegalArgumentException("edit [" + from + "," + to + ") after " + edge);
        }
        edits.add(new Edit(from, to, bytes));
        grown += bytes.length - (to - from);
        edge = to;
        return this;
    }

    /** Cuts a member (from its name's quote to the end of its value) or an array's element, with one comma beside it. */
    public Splice cutMember(int from, int to) {
        int before = skipBlanksBackwards(from - 1);
        if (before >= edge && document[before] == ',') {
            return replace(before, to, NOTHING);
        }
        int after = skipBlanks(to);
        return after < document.length && document[after] == ','
                ? replace(from, after + 1, NOTHING)
                : replace(from, to, NOTHING);
    }

    public byte[] toBytes() {
        byte[] out = new byte[document.length + grown];
        int read = 0;
        int written = 0;
        for (Edit edit : edits) {
            int kept = edit.from - read;
            System.arraycopy(document, read, out, written, kept);
            System.arraycopy(edit.bytes, 0, out, written + kept, edit.bytes.length);
            written += kept + edit.bytes.length;
            read = edit.to;
        }
        System.arraycopy(document, read, out, written, document.length - read);
        return out;
    }

    private int skipBlanks(int at) {
        int i = at;
        while (i < document.length && isBlank(document[i])) {
            i++;
        }
        return i;
    }

    private int skipBlanksBackwards(int at) {
        int i = at;
        while (i >= 0 && isBlank(document[i])) {
            i--;
        }
        return i;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
