package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.tenancy.TestTenancy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.QueryTimeoutException;

@ExtendWith(OutputCaptureExtension.class)
class LastUsesTest {
    private static final int MOST = 600;
    private static final long NOW = TestTenancy.START.toEpochMilli();

    private final Map<String, Instant> table = new TreeMap<>();
    private final List<Integer> batches = new ArrayList<>();
    private final List<KnownKey> memory = new ArrayList<>();
    private final LastUses uses = new LastUses(this::write, each -> memory.forEach(each), MOST);
    private boolean away;

    @AfterEach
    void close() {
        uses.close();
    }

    @Test
    void a_use_is_written_once_however_often_it_is_asked_for() {
        KnownKey key = remembered("k1");
        assertThat(key.at(NOW).block()).isNotNull();

        uses.flush();
        uses.flush();

        assertThat(table).containsExactly(Map.entry("k1", TestTenancy.START));
        assertThat(batches).containsExactly(1);
    }

    @Test
    void a_key_in_use_is_noted_to_the_second() {
        KnownKey key = remembered("k1");
        key.at(NOW).block();
        key.at(NOW + 999).block();
        uses.flush();
        assertThat(table).containsEntry("k1", TestTenancy.START);

        key.at(NOW + 1000).block();
        uses.flush();

        assertThat(table).containsEntry("k1", TestTenancy.START.plusSeconds(1));
    }

    @Test
    void a_key_that_was_not_let_in_was_not_used() {
        KnownKey disabled = new KnownKey(KeyMemoryTest.caller("acme", "k1"), true, Long.MAX_VALUE);
        KnownKey expired = new KnownKey(KeyMemoryTest.caller("acme", "k2"), false, NOW);
        memory.addAll(List.of(disabled, expired));
        for (KnownKey key : memory) {
            assertThat(Replica.refused(key.at(NOW)).status()).isEqualTo(401);
        }

        uses.flush();

        assertThat(table).isEmpty();
    }

    @Test
    void two_secrets_of_a_key_are_one_key_last_used_when_the_later_was() {
        KnownKey later = remembered("k1");
        KnownKey earlier = remembered("k1");
        later.at(NOW + 5000).block();
        earlier.at(NOW).block();

        uses.flush();

        assertThat(table).containsExactly(Map.entry("k1", TestTenancy.START.plusSeconds(5)));
    }

    @Test
    void what_cannot_be_written_is_written_later_and_said_once(CapturedOutput output) {
        KnownKey key = remembered("k1");
        key.at(NOW).block();
        away = true;
        uses.flush();
        uses.flush();
        key.at(NOW + 2000).block();
        uses.flush();
        assertThat(table).isEmpty();

        away = false;
        uses.flush();

        assertThat(table).containsExactly(Map.entry("k1", TestTenancy.START.plusSeconds(2)));
        assertThat(output.getAll().split("Last uses of keys cannot be written", -1))
                .hasSize(2);
        assertThat(output).contains("Last uses of keys are written again");
    }

    @Test
    void many_are_written_in_batches_and_those_that_wait_are_bounded() {
        away = true;
        for (int i = 0; i < 1000; i++) {
            remembered("k" + i).at(NOW).block();
        }
        uses.flush();

        away = false;
        uses.flush();

        assertThat(table).hasSize(MOST);
        assertThat(batches).containsExactly(500, 100);
    }

    @Test
    void the_end_writes_what_there_is() {
        remembered("k1").at(NOW).block();

        uses.close();

        assertThat(table).containsKey("k1");
    }

    private KnownKey remembered(String id) {
        KnownKey key = KeyMemoryTest.key("acme", id);
        memory.add(key);
        return key;
    }

    private void write(Map<String, Instant> batch) {
        if (away) {
            throw new QueryTimeoutException("on purpose");
        }
        table.putAll(batch);
        batches.add(batch.size());
    }
}
