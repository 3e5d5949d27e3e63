package io.github.tallyport.observe;

import io.github.tallyport.fault.WrongSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators see of requests.
 *
 * @param accessLog whether each request leaves a line
 * @param refusalsPerSecond lines of refused requests a second at most, 0 to 1 000 000; further ones are counted only
 */
@ConfigurationProperties("tallyport.observe")
record ObserveProperties(
        @DefaultValue("true") boolean accessLog,
        @DefaultValue("100") int refusalsPerSecond) {
    private static final int MOST = 1_000_000;

    /** @throws WrongSetting when it cannot be meant */
    PerSecond refusals() {
        if (refusalsPerSecond < 0 || refusalsPerSecond > MOST) {
            throw new WrongSetting("tallyport.observe.refusals-per-second", "must be 0 to 1000000");
        }
        return new PerSecond(refusalsPerSecond);
    }
}
