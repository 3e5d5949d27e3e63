package io.github.tallyport.gateway;

import io.github.tallyport.cache.Engine;
import io.github.tallyport.cache.Flight;
import io.github.tallyport.cache.Landing;
import io.github.tallyport.cache.Piece;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.GatewayFaults;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.openai.Stretch;
import io.github.tallyport.upstream.Answer;
import io.github.tallyport.upstream.Exchange;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/** Brings a provider's answer to all who are aboard a flight. */
final class Carrier implements Engine, CoreSubscriber<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

    private final Exchange sent;
    private final Flight flight;
    private final AtomicBoolean asked = new AtomicBoolean(true);
    private final AtomicBoolean stopped = new AtomicBoolean();

    private volatile @Nullable Disposable asking;
    private volatile @Nullable Subscription events;
    private long come;

    Carrier(Exchange sent, Flight flight) {
        this.sent = sent;
        this.flight = flight;
    }

    /** @param answer the provider's, as soon as it may be asked */
    void start(Mono<Answer> answer) {
        flight.depart(this);
        if (stopped.get()) {
            return;
        }
        Opening opening = new Opening();
        asking = opening;
        answer.subscribe(opening);
        if (stopped.get()) {
            opening.dispose();
        }
    }

    @Override
    public void more() {
        Subscription s = events;
        if (s != null && asked.compareAndSet(false, true)) {
            s.request(1);
        }
    }

    @Override
    public void stop() {
        stopped.set(true);
        Disposable opening = asking;
        if (opening != null) {
            opening.dispose();
        }
        Subscription s = events;
        if (s != null) {
            s.cancel();
        }
    }

    @Override
    public void onSubscribe(Subscription s) {
        events = s;
        if (stopped.get()) {
            s.cancel();
        } else {
            s.request(1);
        }
    }

    @Override
    public void onNext(ByteBuf in) {
        List<Piece> pieces = pieces(in);
        asked.set(false);
        if (sent.ended()) {
            flight.landed(pieces, landing());
            return;
        }
        boolean wanted = true;
        for (Piece piece : pieces) {
            wanted = flight.take(piece);
        }
        if (wanted) {
            more();
        }
    }

    /** The event that tells the usage is a piece of its own. */
    private List<Piece> pieces(ByteBuf in) {
        List<Piece> pieces = new ArrayList<>(1);
        try {
            Stretch usage = sent.usageEvent();
            int readable = in.readableBytes();
            if (usage != null && usage.from() >= come && usage.to() <= come + readable) {
                pieces.add(new Piece(bytes(in, (int) (usage.from() - come)), false));
                pieces.add(new Piece(bytes(in, (int) (usage.to() - usage.from())), true));
            }
            come += readable;
            pieces.add(new Piece(bytes(in, in.readableBytes()), false));
        } finally {
            in.release();
        }
        return pieces;
    }

    private static byte[] bytes(ByteBuf in, int length) {
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }

    @Override
    public void onComplete() {
        flight.landed(List.of(), landing());
    }

    @Override
    public void onError(Throwable error) {
        flight.landed(List.of(), new Landing(sent.usage(), null, fault(error)));
    }

    private Landing landing() {
        return new Landing(sent.usage(), sent.finishReason(), sent.broken());
    }

    private static Fault fault(Throwable error) {
        if (error instanceof Refusal refusal) {
            return refusal.fault();
        }
        LOG.error("an answer that others wait for met a bug", error);
        return GatewayFaults.internal();
    }

    /** What the provider answers first. */
    private final class Opening extends BaseSubscriber<Answer> {
        @Override
        protected void hookOnNext(Answer answer) {
            if (stopped.get()) {
                answer.drop();
                return;
            }
            switch (answer) {
                case Answer.Whole whole -> {
                    byte[] document = bytes(whole.bytes(), whole.bytes().readableBytes());
                    whole.drop();
                    flight.landed(document, landing());
                }
                case Answer.Events stream -> stream.bytes().subscribe(Carrier.this);
            }
        }

        @Override
        protected void hookOnError(Throwable error) {
            flight.failed(fault(error));
        }
    }
}
