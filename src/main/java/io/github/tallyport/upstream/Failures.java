package io.github.tallyport.upstream;

import io.github.tallyport.fault.GatewayFaults;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.fault.UpstreamFaults;
import io.netty.handler.codec.PrematureChannelClosureException;
import java.io.IOException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Names what went wrong on the way to a provider, before anything is decided about it. */
final class Failures {
    private Failures() {}

    /** Before the response head had come: whatever the network or the decoder says, there was no answer. */
    static Throwable beforeHead(Throwable error) {
        return switch (error) {
            case Refusal refusal -> refusal;
            case PoolAcquireTimeoutException _, PoolAcquirePendingLimitException _ ->
                GatewayFaults.overloaded().refusal();
            case IOException _, PrematureChannelClosureException _ ->
                UpstreamFaults.unreachable().refusal();
            default -> UpstreamFaults.broken("its answer is not HTTP").refusal();
        };
    }

    /** While the body was read. */
    static Throwable inBody(Throwable error) {
        return error instanceof Refusal
                ? error
                : UpstreamFaults.broken("the connection broke").refusal();
    }
}
