package io.github.tallyport.sandbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast the simulated upstream answers.
 *
 * @param firstToken from the request to the first token of a stream, or to a JSON answer
 * @param pace between two chunks of a stream
 */
@ConfigurationProperties("tallyport.sandbox")
record SandboxProperties(
        @DefaultValue("80ms") Duration firstToken,
        @DefaultValue("15ms") Duration pace) {
    SandboxProperties {
        if (firstToken.isNegative() || pace.isNegative()) {
            throw new IllegalArgumentException(
                    "tallyport.sandbox.first-token and tallyport.sandbox.pace are 0 or more");
        }
    }
}
