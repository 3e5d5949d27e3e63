package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.servers.Redis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The home in Redis of one replica, on a connection of its own, by a clock that stands until somebody moves it. */
final class RedisHome implements QuotaHome {
    static final Duration LEASE = Duration.ofSeconds(30);
    private static final String IMBALANCE = """
            local sum = 0
            for _, key in ipairs(redis.call('KEYS', 'tallyport:quota:{' .. ARGV[1] .. '}:budget:*')) do
              sum = sum + tonumber(redis.call('HGET', key, 'reserved'))
            end
            local records = redis.call('HGETALL', 'tallyport:quota:{' .. ARGV[1] .. '}:held')
            for i = 1, #records, 2 do
              if records[i] ~= '*' and records[i + 1] ~= '' then
                local record = cmsgpack.unpack(records[i + 1])
                if not record[5] then
                  sum = sum - tonumber(record[1]) * #record[2]
                end
              end
            end
            return string.format('%.0f', sum)
            """;

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final AtomicLong now;
    private final Terms terms;
    private final Leases leases;
    private final Unsettled unsettled;
    private final RedisQuota quota;
    private final Quota inUse;
    private final String name = UUID.randomUUID().toString();
    private int claims;

    private RedisHome(String url, AtomicLong now, Spent spent) {
        this.now = now;
        client = RedisClient.create(url);
        connection = client.connect();
        terms = new Terms(LEASE, Duration.ofMinutes(15), Duration.ofSeconds(20), now::get);
        Line line = new Line(() -> connection, terms.patience(), new Contact(), _ -> {});
        leases = new Leases(line, terms);
        unsettled = new Unsettled(line, terms);
        Seeds seeds = new Seeds(new Inquiries(spent, threads), Duration.ofSeconds(20));
        quota = new RedisQuota(name, line, terms, seeds, leases, unsettled);
        Contact contact = new Contact();
        assertThat(contact.make()).isTrue();
        inUse = new SharedQuota(contact, quota, new ClosedQuota(), new Sightings(terms), false);
    }

    static RedisHome at(AtomicLong now, Spent spent) {
        return new RedisHome(Redis.shared().url(), now, spent);
    }

    static AtomicLong someTime() {
        return new AtomicLong(1_795_000_000_000L);
    }

    /** Another replica with the same clock. */
    RedisHome beside(Spent spent) {
        return at(now, spent);
    }

    /** A tenant that no other test has. */
    static String tenant() {
        return "t" + UUID.randomUUID();
    }

    /** As replicas have it while Redis answers. */
    @Override
    public Quota quota() {
        return inUse;
    }

    /** As it fails when Redis does not answer. */
    RedisQuota bare() {
        return quota;
    }

    @Override
    public void tick() {
        leases.renew();
        settled();
    }

    /** What was sent so far has been done. */
    @Override
    public void settled() {
        connection.sync().ping();
    }

    @Override
    public long unaccounted(String tenant) {
        return Long.parseLong(imbalance(tenant));
    }

    Leases leases() {
        return leases;
    }

    Unsettled unsettled() {
        return unsettled;
    }

    Terms terms() {
        return terms;
    }

    void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }

    /** Of the next reservation, where claims come one after the other. */
    String nextId() {
        return name + "-" + claims;
    }

    synchronized void count() {
        claims++;
    }

    Decision reserve(Claim claim) {
        count();
        Decision decision = quota.reserve(claim).block(Duration.ofSeconds(30));
        if (decision == null) {
            throw new AssertionError("no decision");
        }
        return decision;
    }

    List<Balance> balances(String tenant, Limit... limits) {
        List<Balance> balances = quota.balances(tenant, List.of(limits)).block(Duration.ofSeconds(30));
        if (balances == null) {
            throw new AssertionError("no balances");
        }
        return balances;
    }

    StatefulRedisConnection<String, String> connection() {
        return connection;
    }

    @Nullable
    String spent(String tenant, Limit.Budget budget) {
        return connection.sync().hget(KeyNames.counter(tenant, budget), "spent");
    }

    /** What is reserved by the counters and by no live reservation; for amounts below 2^53. */
    String imbalance(String tenant) {
        return imbalance(connection.sync(), tenant);
    }

    static String imbalance(RedisCommands<String, String> commands, String tenant) {
        return commands.eval(IMBALANCE, ScriptOutputType.VALUE, new String[0], tenant);
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        threads.shutdownNow();
    }
}
