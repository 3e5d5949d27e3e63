package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.MODEL;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.finish;
import static io.github.tallyport.upstream.StreamParts.role;
import static io.github.tallyport.upstream.StreamParts.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.books.Reports;
import io.github.tallyport.books.RequestFilter;
import io.github.tallyport.cache.Cache;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.RawClient;
import io.github.tallyport.upstream.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A crowd asks the same at the same time, some leave, and one call answers all who stay. */
class SharedAnswersTest {
    private static final int CROWD = 200;
    private static final int WORDS = 40;
    private static final AtomicInteger QUESTIONS = new AtomicInteger();

    private static TestGateway gateway;

    /** @param leavesAt the word after which it goes, or none when it stays */
    private record Client(int number, boolean stream, int leavesAt) {
        private boolean stays() {
            return leavesAt < 0;
        }
    }

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void one_call_answers_all_who_stay(long seed) throws Exception {
        Random random = new Random(seed);
        gateway.forget();
        gateway.upstream().next(words());
        String question = "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"crowd "
                + QUESTIONS.incrementAndGet() + "\"}],\"temperature\":0";
        List<Client> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            boolean stream = i == 0 || random.nextBoolean();
            boolean leaves = i == 0 ? seed == 1 : random.nextInt(3) == 0;
            crowd.add(new Client(i, stream, leaves ? random.nextInt(WORDS - 10) : -1));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> said = new ArrayList<>();
            for (Client client : crowd) {
                said.add(threads.submit(asking(client, question, seed)));
                if (client.number() == 0) {
                    gateway.upstream().awaitRequest();
                }
            }
            for (int i = 0; i < CROWD; i++) {
                String all = said.get(i).get(30, TimeUnit.SECONDS);
                if (crowd.get(i).stays()) {
                    assertThat(all).as("what client %d was told", i).isEqualTo(expected());
                }
            }
        }
        assertThat(gateway.upstream().requests()).hasSize(1);
        assertBooked(crowd, seed);
        awaitNothingHeld();
    }

    private static Callable<String> asking(Client client, String question, long seed) {
        return () -> {
            String id = "crowd-" + seed + "-" + client.number();
            try (Leaver one = new Leaver(gateway.port(), gateway.key(), id, Duration.ofSeconds(20))) {
                one.ask(question + (client.stream() ? ",\"stream\":true}" : "}"));
                if (client.stays()) {
                    return client.stream() ? SaidInEvents.content(one.readRest().received()) : document(one.reply());
                }
                leave(client, one);
                return "";
            }
        };
    }

    private static void leave(Client client, Leaver one) throws IOException {
        if (client.stream()) {
            one.readUntil("word" + client.leavesAt() + " ");
        } else {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10L * client.leavesAt()));
        }
        one.leave(client.number() % 2 == 0 ? Leaver.Way.FIN : Leaver.Way.RST);
    }

    private static String document(RawClient.Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return JsonMapper.shared()
                .readTree(reply.text())
                .at("/choices/0/message/content")
                .stringValue();
    }

    /** Whoever led pays, and only once; who stayed is told what it would have paid. */
    private static void assertBooked(List<Client> crowd, long seed) {
        Receipt paid = gateway.rows("crowd-" + seed + "-0", 1).getFirst();
        assertThat(paid.ending()).isEqualTo(seed == 1 ? Ending.CLIENT_LEFT : Ending.ANSWERED);
        assertThat(paid.cache()).isEqualTo(CacheState.MISS);
        assertThat(paid.usage().completion()).isEqualTo(WORDS);
        for (Client client : crowd.subList(1, CROWD)) {
            if (client.stays()) {
                Receipt row =
                        gateway.rows("crowd-" + seed + "-" + client.number(), 1).getFirst();
                assertThat(row.ending()).isEqualTo(Ending.CACHED);
                assertThat(row.cache()).isIn(CacheState.SHARED, CacheState.HIT);
                assertThat(row.cost()).isZero();
                assertThat(row.saved()).isEqualTo(paid.cost()).isPositive();
            }
        }
        assertThat(gateway.bean(Reports.class).requests(RequestFilter.ALL, null, 1000).stream()
                        .filter(row -> row.receipt().asking().requestId().startsWith("crowd-" + seed + "-"))
                        .filter(row -> row.receipt().cost() > 0))
                .hasSize(1);
    }

    private static void awaitNothingHeld() {
        Cache cache = gateway.bean(Cache.class);
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (cache.held() != 0 || cache.flying() != 0) {
            assertThat(System.nanoTime())
                    .as("patience for %d bytes of %d flights to be given back", cache.held(), cache.flying())
                    .isLessThan(patience);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static Script words() {
        Script script = Answers.sseHead().then(Answers.event(role()));
        for (int i = 0; i < WORDS; i++) {
            script = script.then(Answers.event(delta("word" + i + " "))).pause(Duration.ofMillis(20));
        }
        return script.then(Answers.event(finish("stop")))
                .then(Answers.event(usage(9, WORDS)))
                .then(Answers.event(Answers.DONE))
                .then(Answers.end());
    }

    private static String expected() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            all.append("word").append(i).append(' ');
        }
        return all.toString();
    }
}
