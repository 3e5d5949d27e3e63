package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.servers.Redis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final Script BEAT = Script.named("beat", ScriptOutputType.MULTI);

    /** Who is answered may say that it has told all, and by then must not take Redis for gone any more. */
    @Test
    void that_a_probe_was_answered_is_known_before_its_answer_is() throws Exception {
        String room = "{" + RedisHome.tenant() + "}:";
        RedisClient client = RedisClient.create(Redis.shared().url());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            Contact contact = new Contact();
            Line line = new Line(() -> connection, Duration.ofSeconds(20), contact, _ -> {});
            for (int i = 0; i < 50; i++) {
                contact.unheard();
                int silence = line.<List<Long>>probe(
                                BEAT, List.of(room + "live", room + "told"), List.of("r", "", "5000", "", "2600"))
                        .thenApply(_ -> contact.silence())
                        .get(20, TimeUnit.SECONDS);
                assertThat(silence).isZero();
            }
        } finally {
            client.shutdown();
        }
    }
}
