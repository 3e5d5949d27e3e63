package io.github.tallyport.gateway;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages may call the gateway from a browser.
 *
 * @param allowedOrigins as browsers send them, such as {@code https://app.example.com}, or {@code *}; none: off
 * @param maxAge how long a browser may remember the answer
 */
@ConfigurationProperties("tallyport.cors")
record CorsProperties(
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("10m") Duration maxAge) {}
