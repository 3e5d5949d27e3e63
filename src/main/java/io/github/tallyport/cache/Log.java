package io.github.tallyport.cache;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The events of a flight as they came, for everybody aboard: each reads at its own pace, and what all have read can be
 * forgotten. Guarded by the flight.
 */
final class Log {
    /** Bytes that one reader is given at once, about. */
    private static final int MOUTHFUL = 16 * 1024;

    private final List<Piece> pieces = new ArrayList<>();
    private final LongAdder counted;
    private long first;
    private int held;
    private boolean dropped;

    /** @param counted where what is held is counted */
    Log(LongAdder counted) {
        this.counted = counted;
    }

    void add(Piece piece) {
        if (piece.bytes().length > 0 && !dropped) {
            pieces.add(piece);
            holds(piece.bytes().length);
        }
    }

    private void holds(int more) {
        held += more;
        counted.add(more);
    }

    /** Nobody reads it any more. */
    void drop() {
        dropped = true;
        forget(Long.MAX_VALUE);
    }

    boolean isEmpty() {
        return first == 0 && pieces.isEmpty();
    }

    /** Bytes held. */
    int held() {
        return held;
    }

    /** Whether all that ever came is still there. */
    boolean isWhole() {
        return first == 0;
    }

    /** Forgets what comes before the piece of a number; all, when there is none of it. */
    void forget(long before) {
        List<Piece> read = pieces.subList(0, Math.clamp(before - first, 0, pieces.size()));
        for (Piece piece : read) {
            holds(-piece.bytes().length);
        }
        first += read.size();
        read.clear();
    }

    boolean has(Cursor cursor) {
        return cursor.at < first + pieces.size();
    }

    /** Bytes that a reader has not read yet. */
    long unread(Cursor cursor) {
        long bytes = 0;
        for (int i = index(cursor); i < pieces.size(); i++) {
            bytes += pieces.get(i).bytes().length;
        }
        return bytes;
    }

    /** What a reader can have now, or null while that is nothing; {@code all} when nothing more is to come. */
    @Nullable
    Ration ration(Cursor cursor, boolean all) {
        ByteBuf bytes = has(cursor) ? read(cursor) : null;
        boolean last = all && !has(cursor);
        return bytes == null && !last ? null : new Ration(bytes, last);
    }

    /** The next pieces for a reader, or null when it is to have nothing of what is there. */
    private @Nullable ByteBuf read(Cursor cursor) {
        byte[][] given = new byte[pieces.size() - index(cursor)][];
        int count = 0;
        int bytes = 0;
        for (int i = index(cursor); i < pieces.size() && bytes < MOUTHFUL; i++) {
            Piece piece = pieces.get(i);
            cursor.at++;
            if (!piece.usage() || cursor.wantsUsage) {
                given[count++] = piece.bytes();
                bytes += piece.bytes().length;
            }
        }
        return switch (count) {
            case 0 -> null;
            case 1 -> Unpooled.wrappedBuffer(given[0]);
            default -> Unpooled.wrappedBuffer(Arrays.copyOf(given, count));
        };
    }

    private int index(Cursor cursor) {
        if (cursor.at < first) {
            throw new IllegalStateException("what a reader has not read was forgotten");
        }
        return (int) (cursor.at - first);
    }

    /** Everything, as one who asked for the usage gets it. */
    byte[] all() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(held);
        pieces.forEach(piece -> out.writeBytes(piece.bytes()));
        return out.toByteArray();
    }

    /** How far a reader is. */
    static final class Cursor {
        /** Nanoseconds that one may be far behind. */
        static final long PATIENCE = 1_000_000_000;

        private final boolean wantsUsage;
        private long at;
        private long behindSince;
        private boolean behind;

        Cursor(boolean wantsUsage) {
            this.wantsUsage = wantsUsage;
        }

        /** The number of the piece it reads next. */
        long at() {
            return at;
        }

        /** Notes whether it is far behind others now; whether it has been for too long. */
        boolean isBehind(boolean isNow, long nanoTime) {
            if (!isNow || !behind) {
                behindSince = nanoTime;
            }
            behind = isNow;
            return behind && nanoTime - behindSince >= PATIENCE;
        }
    }
}
