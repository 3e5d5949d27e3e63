package io.github.tallyport.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** What the gateway takes from clients, and how long it waits for them. */
@ConfigurationProperties("tallyport.gateway")
record GatewayProperties(
        @DefaultValue("8MB") DataSize maxBody,
        @DefaultValue("30s") Duration bodyTimeout,
        @DefaultValue("30s") Duration stallTimeout,
        @DefaultValue("512MB") DataSize maxBodies,
        @DefaultValue("16000") int warmUp,
        @DefaultValue("20s") Duration warmUpTime) {}
