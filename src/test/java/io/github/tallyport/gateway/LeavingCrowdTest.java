package io.github.tallyport.gateway;

import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.finish;
import static io.github.tallyport.upstream.StreamParts.role;
import static io.github.tallyport.upstream.StreamParts.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.Leaver.Way;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Promise M5 where nobody waits for anybody: clients leave while this or that is just happening. */
class LeavingCrowdTest {
    private static final int CLIENTS = 400;
    private static final int AT_ONCE = 16;
    private static final List<Way> WAYS = List.of(Way.FIN, Way.HALF_CLOSE, Way.RST);
    private static final String[] EVENTS = {
        role(),
        delta("one "),
        delta("two "),
        delta("three "),
        delta("four "),
        delta("five "),
        finish("stop"),
        usage(9, 250),
        "[DONE]"
    };

    /** @param tokens of the text it received */
    private record Left(String id, long tokens) {}

    @Test
    void whoever_leaves_at_a_random_moment_is_one_row_and_pays_for_what_was_received() throws Exception {
        long seed = System.nanoTime();
        Map<String, Integer> endings = new TreeMap<>();
        // who leaves before its key is looked up is nobody, and no row: the keys stay known
        try (LeavingGateway gateway = new LeavingGateway("tallyport.keys.poll=1h").acquainted();
                ExecutorService crowd = Executors.newFixedThreadPool(AT_ONCE)) {
            gateway.upstream().always(unhurried());
            Random random = new Random(seed);
            List<Future<Left>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(crowd.submit(visit(gateway, "crowd-" + i, new Random(random.nextLong()))));
            }
            for (Future<Left> one : all) {
                Left left = one.get();
                Receipt row = gateway.row(left.id());
                assertThat(row.usage().completion())
                        .as("tokens of %s, seed %d", left.id(), seed)
                        .isGreaterThanOrEqualTo(left.tokens());
                endings.merge(row.ending().label(), 1, Integer::sum);
            }
        }
        System.out.printf("M5: %d clients left at random, seed %d: one row each, %s%n", CLIENTS, seed, endings);
    }

    private static Callable<Left> visit(LeavingGateway gateway, String id, Random random) {
        OnDisconnect policy = random.nextBoolean() ? OnDisconnect.DRAIN : OnDisconnect.CANCEL;
        int events = random.nextInt(EVENTS.length);
        // a reset throws away what the gateway has not read yet: nobody would know of the request
        Way way = WAYS.get(random.nextInt(events > 0 ? WAYS.size() : WAYS.size() - 1));
        return () -> {
            try (Leaver client = gateway.client(policy, id)) {
                client.ask(TestGateway.HELLO_STREAM);
                if (events > 0) {
                    client.read(events);
                }
                client.leave(way);
                return new Left(id, client.tokens());
            }
        };
    }

    private static Script unhurried() {
        Script script = Answers.sseHead();
        for (String event : EVENTS) {
            script = script.then(Answers.event(event)).pause(Duration.ofMillis(1));
        }
        return script.then(Answers.end());
    }
}
