package io.github.tallyport.books;

import io.github.tallyport.journal.Entries;
import io.github.tallyport.journal.Entry;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A journal that is no more than what its contract says; its bytes are the index of a receipt in some list. */
final class FakeEntries implements Entries {
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final List<Entry> out = new ArrayList<>();
    private final CountDownLatch failed = new CountDownLatch(1);

    static byte[] bytes(int index) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(index).array();
    }

    /** Throws on anything but {@link #bytes}. */
    static int index(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt();
    }

    synchronized void add(Entry entry) {
        waiting.add(entry);
    }

    @Override
    public synchronized List<Entry> next(int max) {
        List<Entry> batch = new ArrayList<>();
        while (batch.size() < max && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        out.addAll(batch);
        return batch;
    }

    @Override
    public synchronized void kept() {
        out.clear();
    }

    @Override
    public synchronized void again() {
        for (Entry entry : out.reversed()) {
            waiting.addFirst(entry);
        }
        out.clear();
        failed.countDown();
    }

    @Override
    public synchronized long backlog() {
        return waiting.size() + (long) out.size();
    }

    CountDownLatch failed() {
        return failed;
    }
}
