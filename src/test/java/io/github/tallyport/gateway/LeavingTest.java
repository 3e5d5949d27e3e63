package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.role;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Ending;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.FakeUpstream;
import io.github.tallyport.upstream.Script;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A client that stops reading while the provider never stops sending. */
class LeavingTest {
    @Test
    void case_15_a_client_that_stops_reading_frees_the_upstream_by_timeout() throws IOException {
        byte[] event = Answers.chunk(("data: " + delta("x".repeat(8_000)) + "\n\n").getBytes(UTF_8));
        try (TestGateway gateway = TestGateway.start("tallyport.gateway.stall-timeout=700ms")) {
            gateway.upstream()
                    .next(Answers.sseHead()
                            .then(Answers.event(role()))
                            .then(Answers.event(delta("Hello there")))
                            .then(Script.start().endless(event)));
            try (Leaver client = new Leaver(gateway.port(), gateway.key(), "stalled").ask(HELLO_STREAM)) {
                client.readUntil("Hello there");
                FakeUpstream.Departure departure = gateway.upstream().awaitDeparture();
                assertThat(departure.sent()).as("bytes taken from the provider").isLessThan(16 << 20);
                assertThat(gateway.receipt().ending()).isEqualTo(Ending.CLIENT_LEFT);
            }
        }
    }
}
