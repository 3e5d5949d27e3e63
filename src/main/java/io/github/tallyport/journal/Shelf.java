package io.github.tallyport.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pages that were read to their end and are still needed, and how those end that are not. */
final class Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    private final Set<Page> pages = new LinkedHashSet<>();
    private final Set<Page> settled = new LinkedHashSet<>();
    private final AtomicLong backlog = new AtomicLong();
    private final AtomicLong tailsCut = new AtomicLong();
    private final JournalDirectory directory;
    private final Runnable freed;

    /** @param freed called when the disk has got room back */
    Shelf(JournalDirectory directory, Runnable freed) {
        this.directory = directory;
        this.freed = freed;
    }

    /** An entry has ended that somebody has to keep. */
    void found() {
        backlog.incrementAndGet();
    }

    long backlog() {
        return Math.max(0, backlog.get());
    }

    long tailsCut() {
        return tailsCut.get();
    }

    void setAside(Path path, IOException why) {
        directory.setAside(path, path.toFile().length(), words(why));
        freed.run();
    }

    /** What this room says is meant for people; what the file system says needs its name. */
    private static String words(IOException why) {
        return why.getClass() == IOException.class && why.getMessage() != null ? why.getMessage() : why.toString();
    }

    /** Takes a page that was read to its end. */
    void add(Page page) {
        long torn = page.torn();
        if (torn > 0) {
            tailsCut.incrementAndGet();
            LOG.warn("The journal segment {} ends in a torn record; {} bytes are cut", page.path(), torn);
            cut(page);
        }
        backlog.addAndGet(-page.missing());
        leave(page);
    }

    /** Takes a page as far as it was read. */
    void leave(Page page) {
        if (page.isDone()) {
            putAway(page);
        } else {
            pages.add(page);
        }
    }

    void kept(Collection<Handed> entries) {
        backlog.addAndGet(-entries.size());
        entries.forEach(entry -> entry.places().forEach(place -> place.page().needNoMore()));
        for (Handed entry : entries) {
            for (Place place : entry.places()) {
                if (!place.page().isDone()) {
                    place.page().settle(place.at());
                    settled.add(place.page());
                }
            }
        }
        List<Page> done = pages.stream().filter(Page::isDone).toList();
        if (!done.isEmpty()) {
            pages.removeAll(done);
            settled.removeAll(done);
            forceSettled();
            done.forEach(this::putAway);
        }
    }

    /** Before a page goes: an entry that ended on it would come again as left open, if only that of it were lost. */
    private void forceSettled() {
        for (Page page : settled) {
            try {
                page.force();
            } catch (IOException e) {
                LOG.warn(
                        "What is kept of the journal segment {} may be handed out again: {}",
                        page.path(),
                        e.toString());
            }
        }
        settled.clear();
    }

    private void putAway(Page page) {
        settled.remove(page);
        page.unmap();
        if (page.isDamaged()) {
            directory.setAside(page.path(), page.size(), page.damage());
        } else {
            directory.delete(page.path(), page.size());
        }
        freed.run();
    }

    /** Leaves the pages that are needed to the next start. */
    void close() {
        for (Page page : pages) {
            page.unmap();
            if (page.isRunning()) {
                cut(page);
            }
        }
    }

    private void cut(Page page) {
        directory.cut(page.path(), page.size(), page.end());
        page.wasCut();
    }
}
