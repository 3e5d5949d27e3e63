package io.github.tallyport.signals;

import io.github.tallyport.redis.Link;
import io.github.tallyport.redis.Redis;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signals as Redis publishes them: one connection that hears every topic and sends as well. */
final class RedisSignals implements Signals, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisSignals.class);
    private static final String CHANNELS = "tallyport:signal:";
    private static final String ALL = CHANNELS + "*";

    private final ConcurrentMap<String, List<Runnable>> hearers = new ConcurrentHashMap<>();
    private final Link<StatefulRedisPubSubConnection<String, String>> link;

    RedisSignals(Redis redis) {
        link = redis.link(
                "for signals between replicas",
                (client, address) -> client.connectPubSubAsync(StringCodec.UTF8, address),
                this::listen,
                () -> hearers.keySet().forEach(this::heard));
    }

    void start() {
        link.open();
    }

    private CompletionStage<?> listen(StatefulRedisPubSubConnection<String, String> connection) {
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String pattern, String channel, String message) {
                heard(channel);
            }
        });
        return connection.async().psubscribe(ALL);
    }

    private void heard(String channel) {
        for (Runnable one : hearers.getOrDefault(channel, List.of())) {
            try {
                one.run();
            } catch (RuntimeException e) {
                LOG.error("A signal of {} was lost on its hearer", channel, e);
            }
        }
    }

    @Override
    public void send(String topic) {
        StatefulRedisPubSubConnection<String, String> connection = link.now();
        if (connection != null) {
            var _ = connection.async().publish(CHANNELS + topic, "").exceptionally(failure -> {
                LOG.debug("not sent: {}", topic, failure);
                return 0L;
            });
        }
    }

    @Override
    public Subscription on(String topic, Runnable heard) {
        List<Runnable> others = hearers.computeIfAbsent(CHANNELS + topic, _ -> new CopyOnWriteArrayList<>());
        others.add(heard);
        return () -> others.remove(heard);
    }

    @Override
    public void close() {
        link.close();
    }
}
