package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class WarmUpTest {
    @Test
    void what_is_rehearsed_is_answered_and_leaves_no_trace() {
        try (TestGateway gateway = TestGateway.start()) {
            assertThat(gateway.bean(WarmUp.class).play(100)).isEqualTo(100);
            assertThat(gateway.upstream().connections()).isZero();
            assertThat(gateway.hasReceipt()).isFalse();
        }
    }

    @Test
    void a_gateway_that_stops_ends_its_rehearsal_first(CapturedOutput output) {
        WarmUp warmUp;
        try (TestGateway gateway =
                TestGateway.start("tallyport.gateway.warm-up=1000000", "tallyport.gateway.warm-up-time=1h")) {
            warmUp = gateway.bean(WarmUp.class);
            assertThat(warmUp.isRunning()).isTrue();
        }

        assertThat(warmUp.isRunning()).isFalse();
        assertThat(output).contains("warmed up with").doesNotContain("not warmed up");
    }
}
