package io.github.tallyport.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of a request's head is taken, and how long a connection may take for it; both ports.
 *
 * @param maxRequestLine method, target and version; 414 above
 * @param maxHead all header fields together; 431 above
 * @param headTimeout from a head's first byte to its last; 408 after
 * @param idleTimeout how long a connection without a request is kept
 * @param linger how long the rest of a request is still read, and thrown away, once it has been answered
 */
@ConfigurationProperties("tallyport.server")
record StrictHttpProperties(
        @DefaultValue("8KB") DataSize maxRequestLine,
        @DefaultValue("32KB") DataSize maxHead,
        @DefaultValue("10s") Duration headTimeout,
        @DefaultValue("75s") Duration idleTimeout,
        @DefaultValue("2s") Duration linger) {
    int maxRequestLineBytes() {
        return Math.toIntExact(maxRequestLine.toBytes());
    }

    int maxHeadBytes() {
        return Math.toIntExact(maxHead.toBytes());
    }
}
