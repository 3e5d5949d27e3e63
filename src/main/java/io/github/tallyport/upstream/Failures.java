package io.github.tallyport.upstream;

import io.github.tallyport.fault.GatewayFaults;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.fault.UpstreamFaults;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Names what went wrong on the way to a provider, before anything is decided about it. */
final class Failures {
    private Failures() {}

    /** Errors that are not the network's stay what they are: they are bugs, and the edge says so. */
    static Throwable refusal(Throwable error) {
        return switch (error) {
            case Refusal refusal -> refusal;
            case PoolAcquireTimeoutException _, PoolAcquirePendingLimitException _ ->
                GatewayFaults.overloaded().refusal();
            case ConnectTimeoutException _, UnknownHostException _ ->
                UpstreamFaults.unreachable().refusal();
            case SSLException _ -> UpstreamFaults.unreachable().refusal();
            case PrematureCloseException closed
            when String.valueOf(closed.getMessage()).contains("BEFORE") ->
                UpstreamFaults.unreachable().refusal();
            case SocketException _ -> UpstreamFaults.unreachable().refusal();
            case DecoderException _ ->
                UpstreamFaults.broken("its answer is not HTTP").refusal();
            case IOException _ -> UpstreamFaults.broken("the connection broke").refusal();
            case TimeoutException _ -> UpstreamFaults.timeout("no answer", true).refusal();
            default -> error;
        };
    }
}
