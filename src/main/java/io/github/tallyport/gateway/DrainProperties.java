package io.github.tallyport.gateway;

import io.github.tallyport.fault.WrongSetting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway leaves when it is asked to.
 *
 * @param grace that new requests are still taken although readiness is off, 0 to 5 minutes
 * @param timeout that requests on their way may go on afterwards, 0 to 1 hour
 */
@ConfigurationProperties("tallyport.drain")
record DrainProperties(
        @DefaultValue("5s") Duration grace,
        @DefaultValue("120s") Duration timeout) {

    /** @throws WrongSetting when they cannot be meant */
    DrainProperties {
        within("grace", grace, Duration.ofMinutes(5), "0 to 5m");
        within("timeout", timeout, Duration.ofHours(1), "0 to 1h");
    }

    private static void within(String name, Duration given, Duration most, String range) {
        if (given.isNegative() || given.compareTo(most) > 0) {
            throw new WrongSetting("tallyport.drain." + name, "must be " + range);
        }
    }
}
