package io.github.tallyport.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.journal.Entry;
import io.github.tallyport.servers.Cable;
import io.github.tallyport.servers.Postgres;
import io.github.tallyport.soak.Soak;
import io.github.tallyport.storage.OpenDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DatabaseAwayTest {
    private static final int ROWS = Soak.choose(12_000, 120_000);
    private static final int CUTS = 3;

    @TempDir
    Path directory;

    @Test
    void a_database_that_goes_and_comes_back_in_mid_batch_has_every_row_once(CapturedOutput output) {
        Postgres server = Postgres.shared();
        List<Booked> all = new RandomRequests(71).list(1, ROWS);
        FakeEntries entries = new FakeEntries();
        for (int i = 0; i < ROWS; i++) {
            entries.add(new Entry(1, i + 1L, false, FakeEntries.bytes(i)));
        }
        Random random = new Random(72);
        try (Cable cable = new Cable(server.host(), server.port());
                OpenDatabase database = OpenDatabase.postgresql(directory, server.newDatabase(), cable);
                Shipper shipper = new Shipper(
                        entries,
                        bytes -> all.get(FakeEntries.index(bytes)).receipt(),
                        new Books(database.operations(), database.transactions(), () -> RandomRequests.LAST),
                        System::nanoTime)) {
            shipper.start();
            for (int cut = 1; cut <= CUTS; cut++) {
                long left = ROWS - (long) ROWS * cut / (CUTS + 1) + random.nextInt(1000);
                ShipperTest.await(() -> entries.backlog() < left);
                cable.cut();
                int times = cut;
                ShipperTest.await(() -> said(output, "Requests cannot be written to the database; ") == times);
                cable.mend();
                ShipperTest.await(() -> said(output, "Requests are written to the database again; ") == times);
            }
            ShipperTest.await(() -> entries.backlog() == 0);

            assertThat(new Verification(database.jdbc(), JournalCheck.NONE, System::nanoTime).run())
                    .satisfies(found -> {
                        assertThat(found.differences()).isEmpty();
                        assertThat(found.rows()).isEqualTo(ROWS);
                    });
        }
    }

    private static int said(CapturedOutput output, String words) {
        return output.getAll().split(words, -1).length - 1;
    }
}
