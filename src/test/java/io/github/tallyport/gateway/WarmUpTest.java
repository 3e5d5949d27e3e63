package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.upstream.Upstream;
import io.github.tallyport.validation.Permits;
import io.github.tallyport.validation.RequestReader;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void what_is_rehearsed_is_good_and_leaves_no_trace() {
        try (TestGateway gateway = TestGateway.start()) {
            WarmUp warmUp = new WarmUp(
                    gateway.bean(RequestReader.class),
                    gateway.bean(Permits.class),
                    gateway.bean(Upstream.class),
                    gateway.bean(Catalogue.class),
                    100);
            assertThat(warmUp.run()).isGreaterThan(100 * 1_000L);
            assertThat(gateway.upstream().connections()).isZero();
            assertThat(gateway.hasReceipt()).isFalse();
        }
    }
}
