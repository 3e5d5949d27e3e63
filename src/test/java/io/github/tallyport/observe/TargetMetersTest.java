package io.github.tallyport.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.TestGateway;
import io.github.tallyport.upstream.Answers;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A target is down when its last requests have failed, and up with the next one that is answered. */
class TargetMetersTest {
    @Test
    void five_failures_in_a_row_take_a_target_down_and_an_answer_brings_it_back() {
        try (TestGateway gateway = TestGateway.start()) {
            assertThat(state(gateway)).isEqualTo(1);
            for (int i = 0; i < 4; i++) {
                gateway.upstream().next(Answers.json(500, "{}"));
                gateway.chat(TestGateway.HELLO);
            }
            gateway.upstream().next(Answers.json(400, "{\"error\":{\"message\":\"the request is wrong\"}}"));
            gateway.chat(TestGateway.HELLO);
            settled(gateway);
            assertThat(state(gateway)).isEqualTo(1);

            gateway.upstream().next(Answers.json(503, "{}"));
            gateway.chat(TestGateway.HELLO);
            Awaitility.await().until(() -> state(gateway) == 0);

            gateway.upstream().next(Answers.published());
            gateway.chat(TestGateway.HELLO);
            Awaitility.await().until(() -> state(gateway) == 1);
        }
    }

    private static void settled(TestGateway gateway) {
        MeterRegistry registry = gateway.bean(MeterRegistry.class);
        Awaitility.await()
                .until(() -> registry.get("tallyport.request").timers().stream()
                                .mapToLong(timer -> timer.count())
                                .sum()
                        == 5);
    }

    private static double state(TestGateway gateway) {
        return gateway.bean(MeterRegistry.class)
                .get("tallyport.target.state")
                .tag("target", "wcode")
                .gauge()
                .value();
    }
}
