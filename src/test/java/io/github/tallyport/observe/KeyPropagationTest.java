package io.github.tallyport.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.TestGateway;
import io.github.tallyport.tenancy.Tenants;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** As Prometheus reads it. */
class KeyPropagationTest {
    private static final Pattern COUNT = Pattern.compile("(?m)^tallyport_key_propagation_seconds_count (\\d+)");

    @Test
    void every_change_is_counted_with_the_time_it_took() {
        try (TestGateway gateway = TestGateway.start()) {
            long before = count(gateway);
            gateway.bean(Tenants.class).disable("acme");
            gateway.bean(Tenants.class).enable("acme");

            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (count(gateway) < before + 2 && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }

            assertThat(count(gateway)).isGreaterThanOrEqualTo(before + 2);
            assertThat(metrics(gateway))
                    .contains("# HELP tallyport_key_propagation_seconds From a change of a tenant or key")
                    .contains("# TYPE tallyport_key_propagation_seconds histogram")
                    .contains("tallyport_key_propagation_seconds_bucket{le=\"2.0\"}")
                    .contains("tallyport_key_propagation_seconds_bucket{le=\"10.0\"}")
                    .contains("tallyport_key_propagation_seconds_sum ");
        }
    }

    private static long count(TestGateway gateway) {
        Matcher matcher = COUNT.matcher(metrics(gateway));
        assertThat(matcher.find()).as("there from the start").isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static String metrics(TestGateway gateway) {
        URI uri = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/prometheus");
        return gateway.send(HttpRequest.newBuilder(uri)).body();
    }
}
