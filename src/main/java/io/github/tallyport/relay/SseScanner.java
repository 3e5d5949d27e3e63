package io.github.tallyport.relay;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Finds the events in a stream of bytes, however it is cut: lines end with CR, LF or CRLF, comments and fields other than
 * {@code data} are dropped, several data lines of an event are joined with LF. One scanner per stream; not thread-safe.
 */
final class SseScanner {
    /** Takes the data of one event; the bytes are only good during the call. */
    @FunctionalInterface
    interface Events {
        void event(byte[] bytes, int from, int to);
    }

    /** A line or an event is longer than allowed. */
    static final class TooLong extends RuntimeException {
        TooLong() {
            super("an event is too long", null, false, false);
        }
    }

    private static final int INITIAL = 1024;

    private final int maxEvent;
    private byte[] buffer = new byte[INITIAL];
    private int filled;
    private int scanned;
    private int lineStart;
    private boolean skipLineFeed;
    private boolean first = true;

    /** Where the data gathered so far lies; {@code dataTo < 0} when the event has none yet. */
    private int dataFrom;

    private int dataTo = -1;

    /** @param maxEvent bytes a line, or the data of an event, may have at most */
    SseScanner(int maxEvent) {
        this.maxEvent = maxEvent;
    }

    /** Reads all of {@code in} and hands over the events that are now whole. */
    void feed(ByteBuf in, Events events) {
        int length = in.readableBytes();
        makeRoom(length);
        in.readBytes(buffer, filled, length);
        filled += length;
        scan(events);
        if (filled - keepFrom() > maxEvent) {
            throw new TooLong();
        }
    }

    /** The stream has ended: an event whose blank line is missing is handed over all the same. */
    void end(Events events) {
        if (lineStart < filled) {
            line(lineStart, filled, events);
        }
        dispatch(events);
    }

    private void scan(Events events) {
        int i = scanned;
        while (i < filled) {
            byte b = buffer[i];
            if (skipLineFeed) {
                skipLineFeed = false;
                if (b == '\n') {
                    lineStart = ++i;
                    continue;
                }
            }
            if (b == '\n' || b == '\r') {
                skipLineFeed = b == '\r';
                line(lineStart, i, events);
                lineStart = i + 1;
            }
            i++;
        }
        scanned = i;
    }

    private void line(int start, int to, Events events) {
        int from = first && isByteOrderMark(start, to) ? start + 3 : start;
        first = false;
        if (from == to) {
            dispatch(events);
        } else if (isData(from, to)) {
            int value = Math.min(from + 5, to);
            data(value < to && buffer[value] == ' ' ? value + 1 : value, to);
        }
    }

    private void data(int from, int to) {
        if (dataTo < 0) {
            dataFrom = from;
            dataTo = to;
        } else {
            // joined in place: what lies between the two values is longer than the one LF that replaces it
            buffer[dataTo] = '\n';
            System.arraycopy(buffer, from, buffer, dataTo + 1, to - from);
            dataTo += 1 + to - from;
        }
    }

    private void dispatch(Events events) {
        if (dataTo >= 0) {
            int from = dataFrom;
            int to = dataTo;
            dataTo = -1;
            events.event(buffer, from, to);
        }
    }

    private boolean isData(int from, int to) {
        return to - from >= 4
                && buffer[from] == 'd'
                && buffer[from + 1] == 'a'
                && buffer[from + 2] == 't'
                && buffer[from + 3] == 'a'
                && (to - from == 4 || buffer[from + 4] == ':');
    }

    private boolean isByteOrderMark(int from, int to) {
        return to - from >= 3
                && buffer[from] == (byte) 0xEF
                && buffer[from + 1] == (byte) 0xBB
                && buffer[from + 2] == (byte) 0xBF;
    }

    private int keepFrom() {
        return dataTo < 0 ? lineStart : Math.min(dataFrom, lineStart);
    }

    private void makeRoom(int length) {
        int keep = keepFrom();
        if (keep == filled) {
            filled = 0;
            scanned = 0;
            lineStart = 0;
        } else if (keep > 0 && filled + length > buffer.length) {
            System.arraycopy(buffer, keep, buffer, 0, filled - keep);
            filled -= keep;
            scanned -= keep;
            lineStart -= keep;
            if (dataTo >= 0) {
                dataFrom -= keep;
                dataTo -= keep;
            }
        }
        if (filled + length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(filled + length, buffer.length * 2));
        }
    }
}
