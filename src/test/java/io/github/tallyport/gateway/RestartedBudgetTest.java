package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.tenancy.Terms;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that knows only from its ledger what was spent. */
class RestartedBudgetTest {
    private static final long PROMPT = 22 * 3500;
    private static final long EXAMPLE = 1_406_500;

    @Test
    void what_was_spent_before_a_restart_is_still_spent(@TempDir Path directory) {
        String[] properties = {"tallyport.data-dir=" + directory};
        Spender spender;
        try (TestGateway before = TestGateway.start(properties)) {
            spender = Spender.of(before, Terms.OPEN, Spender.budget(2 * EXAMPLE + PROMPT));
            assertThat(spender.ask(HELLO).statusCode()).isEqualTo(200);
            assertThat(spender.ask(HELLO).statusCode()).isEqualTo(200);
        }
        try (TestGateway after = TestGateway.start(properties)) {
            HttpResponse<String> refused = new Spender(after, spender.key()).ask(HELLO);

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("in CNY: Limit 0.00289, Used 0.002813, Requested 0.0000825.");
        }
    }
}
