package io.github.tallyport.cache;

import io.github.tallyport.openai.Usage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one flight's answer, if it is one to be kept: complete, its usage told by the provider, and ended by the model itself.
 * Under an Idempotency-Key every complete answer is.
 */
final class Filer implements Filing {
    private static final Logger LOG = LoggerFactory.getLogger(Filer.class);

    private final Quest quest;
    private final CacheProperties properties;
    private final Shelf shelf;
    private final Flights flights;
    private final Executor elsewhere;
    private final long now;
    private final Predicate<KeptAnswer> keeping;
    private final Afterwards turns = new Afterwards();

    /**
     * @param now epoch milliseconds
     * @param keeping what else is to be done with an answer that is kept; false when it must not be any more
     */
    Filer(
            Quest quest,
            CacheProperties properties,
            Shelf shelf,
            Flights flights,
            Executor elsewhere,
            long now,
            Predicate<KeptAnswer> keeping) {
        this.quest = quest;
        this.properties = properties;
        this.shelf = shelf;
        this.flights = flights;
        this.elsewhere = elsewhere;
        this.now = now;
        this.keeping = keeping;
    }

    @Override
    public boolean wants(Landing how) {
        if (how.fault() != null || how.finishReason() == null || !quest.isKept()) {
            return false;
        }
        return quest.once() || (how.usage() instanceof Usage.Reported && isGoodEnd(how.finishReason()));
    }

    private boolean isGoodEnd(String reason) {
        return "stop".equals(reason) || (properties.toolCalls() && "tool_calls".equals(reason));
    }

    @Override
    public void file(Flight flight, Landing how, byte[] events) {
        elsewhere.execute(() -> flight.filed(filed(how, events)));
    }

    private @Nullable KeptAnswer filed(Landing how, byte[] events) {
        try {
            byte[] document = Assembly.document(events);
            if (document == null) {
                LOG.debug("a stream of {} bytes makes no document, and is not kept", events.length);
                return null;
            }
            return whole(document, how);
        } catch (RuntimeException e) {
            LOG.error("an answer was not kept", e);
            return null;
        }
    }

    @Override
    public KeptAnswer whole(byte[] document, Landing how) {
        KeptAnswer answer =
                new KeptAnswer(quest.key(), quest.fingerprint(), document, how.usage(), how.finishReason(), now);
        if (wants(how) && document.length <= properties.maxAnswer().toBytes() && keeping.test(answer)) {
            shelf.put(answer);
        }
        return answer;
    }

    @Override
    public void holds(Turns.Ours turn) {
        turns.add(turn.end());
    }

    @Override
    public void closed(Flight flight) {
        flights.closed(flight);
        turns.over();
    }
}
