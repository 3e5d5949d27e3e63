package io.github.tallyport.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.books.JournalCheck;
import io.github.tallyport.books.Verification;
import io.github.tallyport.load.Crowd;
import io.github.tallyport.load.LoadedProvider;
import io.github.tallyport.load.Reckoning;
import io.github.tallyport.soak.Soak;
import io.github.tallyport.storage.OpenDatabase;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Promise M2: real SIGKILLs of the packaged jar under load. */
class KillIT {
    private static final String MODEL = "deepseek/deepseek-v3.2-exp";
    private static final int CLIENTS = 16;
    private static final int MOST_ANSWERS = 60;
    private static final int MOST_MICROS = 20_000;
    private static final int WARM = 50;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    @Timeout(value = 45, unit = TimeUnit.MINUTES)
    void whatever_a_client_was_told_is_in_the_books_once_however_often_the_gateway_is_killed() throws Exception {
        int kills = Integer.getInteger("tallyport.kills", Soak.choose(40, 200));
        long seed = Long.getLong("tallyport.seed", System.nanoTime());
        System.out.printf("kill at any point: %d kills, -Dtallyport.seed=%d%n", kills, seed);
        Random random = new Random(seed);
        try (LoadedProvider provider = new LoadedProvider();
                PackagedGateway gateway = new PackagedGateway(directory, provider.baseUrl())) {
            gateway.startToTrain();
            gateway.awaitListening();
            Crowd crowd = new Crowd(gateway.port(), MODEL, gateway.keys(), CLIENTS, seed);
            try (crowd) {
                crowd.await(WARM);
                gateway.stop();
                Starts starts = new Starts();
                for (int i = 0; i < kills; i++) {
                    starts.time(gateway);
                    crowd.await(random.nextInt(MOST_ANSWERS));
                    LockSupport.parkNanos(random.nextInt(MOST_MICROS) * 1000L);
                    gateway.kill();
                }
                System.out.println("kill at any point: " + starts);
                gateway.start();
                crowd.await(WARM);
            }
            gateway.stop();
            assertThat(gateway.journal()).as("what is left of the journal").isEmpty();
            assertThat(gateway.log()).doesNotContain("ERROR");
            try (OpenDatabase books = OpenDatabase.sqlite(gateway.data())) {
                Reckoning reckoning = new Reckoning(crowd, provider, books.jdbc());
                System.out.println("kill at any point: " + reckoning.settled());
                assertThat(reckoning.leftOpen()).isGreaterThan(kills);
                assertThat(new Verification(books.jdbc(), JournalCheck.NONE, System::nanoTime)
                                .run()
                                .differences())
                        .isEmpty();
            }
        }
    }

    /** What starting costs. */
    private static final class Starts {
        private int count;
        private long nanos;
        private long cpuMillis;

        void time(PackagedGateway gateway) throws Exception {
            long before = System.nanoTime();
            gateway.start();
            gateway.awaitListening();
            nanos += System.nanoTime() - before;
            cpuMillis += gateway.cpuMillis();
            count++;
        }

        @Override
        public String toString() {
            return "a start took " + nanos / count / 1_000_000 + " ms and " + cpuMillis / count
                    + " ms of processor time on" + " average";
        }
    }
}
