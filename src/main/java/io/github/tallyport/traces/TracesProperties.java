package io.github.tallyport.traces;

import io.github.tallyport.fault.WrongSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where spans go.
 *
 * @param endpoint of a collector that takes OTLP over HTTP, such as {@code http://collector:4318/v1/traces}; empty for off
 * @param sampled part of the requests that have a span, 0 to 1, unless the client's context says so itself
 * @param toProviders whether providers get a {@code traceparent}
 * @param waiting spans that wait to be sent, 512 to 1 000 000; further ones are left out
 */
@ConfigurationProperties("tallyport.traces")
record TracesProperties(
        @DefaultValue("") String endpoint,
        @DefaultValue("1.0") double sampled,
        @DefaultValue("false") boolean toProviders,
        @DefaultValue("4096") int waiting) {
    static final int BATCH = 512;
    private static final int MOST = 1_000_000;

    /** @throws WrongSetting when they cannot be meant */
    TracesProperties {
        if (!endpoint.isEmpty() && !endpoint.matches("https?://[^/?#]+.*")) {
            throw new WrongSetting("tallyport.traces.endpoint", "must be a URL that begins with http:// or https://");
        }
        if (!(sampled >= 0 && sampled <= 1)) {
            throw new WrongSetting("tallyport.traces.sampled", "must be 0 to 1");
        }
        if (waiting < BATCH || waiting > MOST) {
            throw new WrongSetting("tallyport.traces.waiting", "must be 512 to 1000000");
        }
    }
}
