package io.github.tallyport.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.tallyport.servers.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas on one database, restarted one after the other, behind what goes round those that say they are ready. */
class RestartIT {
    private static final int CLIENTS = 24;
    private static final int WORDS = 30;
    private static final Duration LOOK = Duration.ofMillis(200);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<PackagedGateway> ready = List.of();
    private volatile boolean over;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void a_restart_of_one_of_two_replicas_under_load_fails_no_request() throws Exception {
        Postgres server = Postgres.shared();
        try (SteadyProvider provider = new SteadyProvider();
                PackagedGateway one =
                        new PackagedGateway(Files.createDirectory(directory.resolve("one")), provider.baseUrl())) {
            one.with("tallyport.drain.grace", "2s")
                    .withVariable("TALLYPORT_DATABASE_URL", server.url(server.newDatabase()))
                    .withVariable("TALLYPORT_DATABASE_USERNAME", server.username())
                    .withVariable("TALLYPORT_DATABASE_PASSWORD", server.password());
            try (PackagedGateway other = one.twin(Files.createDirectory(directory.resolve("other")))) {
                one.start();
                one.awaitListening();
                other.start();
                other.awaitListening();
                List<PackagedGateway> both = List.of(one, other);
                List<Thread> all = load(both);
                await().atMost(Duration.ofSeconds(30)).until(() -> ready.size() == 2 && streams.get() > CLIENTS);
                for (PackagedGateway each : both) {
                    int before = streams.get();
                    each.stop();
                    assertThat(streams.get()).as("streams while one is away").isGreaterThan(before);
                    each.start();
                    await().atMost(Duration.ofSeconds(60)).until(() -> ready.size() == 2);
                    int since = streams.get();
                    await().atMost(Duration.ofSeconds(30)).until(() -> streams.get() > since + CLIENTS);
                }
                over = true;
                for (Thread thread : all) {
                    thread.join();
                }
                System.out.printf(
                        "restart: %d streams and %d answers while both replicas were restarted, %d failed%n",
                        streams.get(), answers.get(), failures.size());
                assertThat(failures).isEmpty();
                assertThat(one.log() + other.log()).doesNotContain(" ERROR ");
            }
        }
    }

    private List<Thread> load(List<PackagedGateway> replicas) {
        List<Thread> all = new ArrayList<>();
        String key = replicas.getFirst().keys().getFirst();
        all.add(Thread.ofVirtual().start(() -> balance(replicas, new Client(key))));
        for (int i = 0; i < CLIENTS; i++) {
            String name = "client-" + i;
            all.add(Thread.ofVirtual().start(() -> run(name, new Client(key))));
        }
        return all;
    }

    /** As Kubernetes does it: who is not ready gets nothing new, what is on its way there goes on. */
    private void balance(List<PackagedGateway> replicas, Client client) {
        try (client) {
            while (!over) {
                List<PackagedGateway> found = new ArrayList<>();
                for (PackagedGateway each : replicas) {
                    if (client.get(each.managementPort(), "/actuator/health/readiness") == 200) {
                        found.add(each);
                    }
                }
                ready = List.copyOf(found);
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String name, Client client) {
        try (client) {
            for (int i = 0; !over; i++) {
                List<PackagedGateway> now = ready;
                if (now.isEmpty()) {
                    Thread.sleep(LOOK);
                    continue;
                }
                PackagedGateway replica = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
                int words = i % 4 == 0 ? WORDS : 0;
                ask(replica, name + "-" + i, words, client);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(PackagedGateway replica, String name, int words, Client client) throws InterruptedException {
        try {
            Client.Told told = client.ask(replica.port(), name, words, () -> {});
            (words == 0 ? answers : streams).incrementAndGet();
            if (!told.whole(words)) {
                failures.add(name + ": " + told);
            }
        } catch (IOException e) {
            failures.add(name + ": " + e);
        }
    }
}
