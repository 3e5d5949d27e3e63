package io.github.tallyport.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The Redis that replicas share. It may be away at any time, from the start on; every command has a time-out, and without a
 * connection fails at once.
 */
public final class Redis implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    /** A connection whose making is under way is lost, with its buffer, where event loops end at once. */
    private static final Duration QUIET = Duration.ofMillis(20);
    /** Tells a peer that went without a word within half a minute. */
    private static final SocketOptions.KeepAliveOptions KEEP_ALIVE = SocketOptions.KeepAliveOptions.builder()
            .enable()
            .idle(Duration.ofSeconds(15))
            .interval(Duration.ofSeconds(5))
            .count(3)
            .build();

    private final RedisURI address;
    private final Duration longestPause;
    private final ClientResources resources;
    private final RedisClient client;

    private Redis(RedisURI address, Duration longestPause, ClientResources resources, RedisClient client) {
        this.address = address;
        this.longestPause = longestPause;
        this.resources = resources;
        this.client = client;
    }

    static Redis at(RedisProperties properties) {
        ClientResources resources = ClientResources.builder()
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        RedisURI address = properties.address();
        RedisClient client = RedisClient.create(resources, address);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .protocolVersion(ProtocolVersion.RESP3)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(properties.connectTimeout())
                        .keepAlive(KEEP_ALIVE)
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(properties.commandTimeout()))
                .build());
        return new Redis(address, properties.longestPause(), resources, client);
    }

    /**
     * A connection that is made in the background, once {@link Link#open} is called, and made again whenever it is lost.
     *
     * @param purpose what it is for, for the log
     * @param dial begins to connect
     * @param prepare what to do with each new connection before anybody gets it; when it fails, so has the try to connect
     * @param ready called back for every connection, as soon as {@link Link#now} has it
     */
    public <C extends StatefulConnection<?, ?>> Link<C> link(
            String purpose,
            BiFunction<RedisClient, RedisURI, ? extends CompletionStage<C>> dial,
            Function<C, ? extends CompletionStage<?>> prepare,
            Runnable ready) {
        String where = address.getHost() + ":" + address.getPort() + ", " + purpose;
        return new Link<>(
                where, () -> dial.apply(client, address), prepare, ready, resources.eventExecutorGroup(), longestPause);
    }

    /** Close the links first. */
    @Override
    public void close() {
        client.shutdown(QUIET, FAREWELL);
        var _ = resources.shutdown(0, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    }
}
