package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void what_is_rehearsed_is_answered_and_leaves_no_trace() {
        try (TestGateway gateway = TestGateway.start()) {
            assertThat(gateway.bean(WarmUp.class).play(100)).isEqualTo(100);
            assertThat(gateway.upstream().connections()).isZero();
            assertThat(gateway.hasReceipt()).isFalse();
        }
    }
}
