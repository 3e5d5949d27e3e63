package io.github.tallyport.journal;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads what earlier journals have left, and then follows the running one. In memory are the places of open entries, and the
 * entries that were handed out and are not kept yet: as many as its caller asked for.
 */
final class JournalReader implements Entries {
    private final Shelf shelf;
    private final Iterator<Path> earlier;
    private final long own;
    private final Queue<Segment> running = new ConcurrentLinkedQueue<>();
    private final Queue<Long> lost = new ConcurrentLinkedQueue<>();
    private final Map<Long, Place> open = new LinkedHashMap<>();
    private final Deque<Handed> handed = new ArrayDeque<>();
    private final Deque<Handed> again = new ArrayDeque<>();
    private @Nullable Page page;
    private @Nullable Page coming;
    private long journal;

    /** @param own the journal that is running */
    JournalReader(Shelf shelf, List<Path> earlier, long own) {
        this.shelf = shelf;
        this.earlier = earlier.iterator();
        this.own = own;
        this.journal = own;
    }

    /** By the writer: another segment is written to. */
    void follow(Segment segment) {
        running.add(segment);
    }

    /** By the writer: the ending of an open entry could not be recorded. */
    void lost(long number) {
        lost.add(number);
    }

    @Override
    public List<Entry> next(int max) {
        List<Entry> entries = new ArrayList<>();
        while (entries.size() < max) {
            Handed one = again.isEmpty() ? read() : again.poll();
            if (one == null) {
                break;
            }
            handed.add(one);
            entries.add(one.entry());
        }
        return entries;
    }

    private @Nullable Handed read() {
        while (page != null || turn()) {
            Page current = requireNonNull(page);
            Frame frame = current.next();
            if (frame != null) {
                Handed ended = taken(current, frame);
                if (ended != null) {
                    return ended;
                }
            } else if (current.isOver()) {
                shelf.add(current);
                page = null;
            } else {
                break;
            }
        }
        return leftOpen();
    }

    /** To the next page, unless the journal ends here and entries of it are open. */
    private boolean turn() {
        if (coming == null) {
            coming = opened();
        }
        boolean ends = coming == null ? journal != own : coming.journal() != journal;
        if (coming == null || (ends && !open.isEmpty())) {
            return false;
        }
        page = coming;
        journal = coming.journal();
        coming = null;
        return true;
    }

    private @Nullable Page opened() {
        while (earlier.hasNext()) {
            Path path = earlier.next();
            try {
                return Page.of(path);
            } catch (IOException e) {
                shelf.setAside(path, e);
            }
        }
        Segment next = running.poll();
        return next == null ? null : Page.of(next);
    }

    private @Nullable Handed taken(Page from, Frame frame) {
        Place place = new Place(from, frame.at());
        if (frame.kind() == Frames.OPEN) {
            if (!frame.settled() && open.putIfAbsent(frame.number(), place) == null) {
                from.need();
            }
            return null;
        }
        Place opened = open.remove(frame.number());
        if (frame.settled()) {
            if (opened != null) {
                opened.page().needNoMore();
            }
            return null;
        }
        from.need();
        if (!from.isRunning()) {
            shelf.found();
        }
        Entry entry = new Entry(from.journal(), frame.number(), false, frame.payload());
        return new Handed(entry, opened == null ? List.of(place) : List.of(opened, place));
    }

    /** One that will never be closed; there is nothing else to read now. */
    private @Nullable Handed leftOpen() {
        for (Long number = abandoned(); number != null; number = abandoned()) {
            Place place = requireNonNull(open.remove(number));
            Frame frame = place.page().read(place.at());
            if (frame != null) {
                shelf.found();
                return new Handed(new Entry(place.page().journal(), number, true, frame.payload()), List.of(place));
            }
            place.page().needNoMore();
        }
        return null;
    }

    /** Of an earlier journal, all that are open; of the running one, those that are known to be. */
    private @Nullable Long abandoned() {
        if (journal != own) {
            return open.isEmpty() ? null : open.keySet().iterator().next();
        }
        Long number = lost.poll();
        if (number != null && !open.containsKey(number)) {
            lost.add(number);
            return null;
        }
        return number;
    }

    @Override
    public void kept() {
        shelf.kept(handed);
        handed.clear();
    }

    @Override
    public void again() {
        while (!handed.isEmpty()) {
            again.addFirst(handed.removeLast());
        }
    }

    @Override
    public long backlog() {
        return shelf.backlog();
    }

    /** Leaves what is still needed for the next start. */
    void leave() {
        for (Page left = unread(); left != null; left = unread()) {
            shelf.leave(left);
        }
        shelf.close();
    }

    private @Nullable Page unread() {
        Page left = page == null ? coming : page;
        if (left != null && left == page) {
            page = null;
        } else if (left != null) {
            coming = null;
        } else {
            Segment next = running.poll();
            left = next == null ? null : Page.of(next);
        }
        return left;
    }
}
