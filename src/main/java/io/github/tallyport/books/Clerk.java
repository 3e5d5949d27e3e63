package io.github.tallyport.books;

import io.github.tallyport.journal.Entry;
import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.openai.Usage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Takes entries of the journal into the books. One that cannot be taken in does not stand in the way of others: the log says
 * all that is known of it.
 */
final class Clerk {
    private static final Logger LOG = LoggerFactory.getLogger(Clerk.class);

    private final Function<byte[], Receipt> reader;
    private final Books books;

    Clerk(Function<byte[], Receipt> reader, Books books) {
        this.reader = reader;
        this.books = books;
    }

    /** @throws RuntimeException when the database takes nothing now; whatever was written does no harm when it comes again */
    Shipped take(List<Entry> entries) {
        List<Booked> batch =
                entries.stream().map(this::read).flatMap(Optional::stream).toList();
        Shipped unreadable = new Shipped(0, entries.size() - (long) batch.size(), 0, 0);
        return unreadable.plus(batch.isEmpty() ? Shipped.NOTHING : write(batch));
    }

    private Optional<Booked> read(Entry entry) {
        try {
            return Optional.of(new Booked(entry.journal(), entry.number(), reader.apply(entry.bytes())));
        } catch (RuntimeException e) {
            LOG.error(
                    "Entry {} of journal {} ({} bytes) cannot be read and is in no report",
                    entry.number(),
                    entry.journal(),
                    entry.bytes().length,
                    e);
            return Optional.empty();
        }
    }

    private Shipped write(List<Booked> batch) {
        try {
            return counted(books.write(batch));
        } catch (RuntimeException e) {
            if (!DataErrors.is(e)) {
                throw e;
            }
            return batch.size() == 1 ? refused(batch.getFirst(), e) : halves(batch);
        }
    }

    /** Finds the one among a thousand in twenty tries. */
    private Shipped halves(List<Booked> batch) {
        int middle = batch.size() / 2;
        return write(batch.subList(0, middle)).plus(write(batch.subList(middle, batch.size())));
    }

    private static Shipped counted(Books.Written written) {
        for (Booked one : written.tooOld()) {
            LOG.error(
                    "{} came after requests of its time were deleted, and is in no report if it was not there before",
                    described(one));
        }
        return new Shipped(written.fresh(), 0, 0, written.tooOld().size());
    }

    private static Shipped refused(Booked one, RuntimeException why) {
        LOG.error(
                "{} is refused by the database and is in no report: {}",
                described(one),
                NestedExceptionUtils.getMostSpecificCause(why).toString());
        return new Shipped(0, 0, 1, 0);
    }

    private static String described(Booked one) {
        Asking asking = one.receipt().asking();
        Usage usage = one.receipt().usage();
        return "Entry " + one.number() + " of journal " + one.journal() + " (request " + asking.requestId()
                + " of tenant "
                + asking.tenant() + ", key " + asking.key() + ", received at " + asking.receivedAt() + ", "
                + usage.prompt() + " + " + usage.completion() + " tokens, "
                + one.receipt().cost() + " nano-yuan)";
    }
}
