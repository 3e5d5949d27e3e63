package io.github.tallyport.redis;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Redis is, and how long anybody waits for it.
 *
 * @param url {@code redis://} or, for TLS, {@code rediss://}; blank means that there is none
 * @param connectTimeout for the TCP connection
 * @param commandTimeout for one command, those of the greeting included
 * @param longestPause between two tries to connect
 */
@ConfigurationProperties("tallyport.redis")
record RedisProperties(
        @DefaultValue("") String url,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("500ms") Duration commandTimeout,
        @DefaultValue("3s") Duration longestPause) {

    /** Lettuce would read others too, and take the usual port where it cannot read the given one. */
    private static final Pattern URL = Pattern.compile("rediss?://([^@/]*@)?(\\[[^]]+]|[^:/?@\\[]+)(:\\d+)?([/?].*)?");

    boolean hasReadableUrl() {
        try {
            return URL.matcher(url).matches() && RedisURI.create(url).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @throws IllegalArgumentException when the URL cannot be read */
    RedisURI address() {
        RedisURI address = RedisURI.create(url);
        address.setTimeout(commandTimeout);
        address.setClientName("tallyport");
        return address;
    }

    /** Without the URL, which may have a password in it. */
    @Override
    public String toString() {
        return "RedisProperties[connectTimeout=" + connectTimeout + ", commandTimeout=" + commandTimeout
                + ", longestPause=" + longestPause + "]";
    }
}
