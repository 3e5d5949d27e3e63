package io.github.tallyport.upstream;

import io.github.tallyport.relay.ReasoningField;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** How long the gateway waits for providers, and how much it takes from them. */
@ConfigurationProperties("tallyport.upstream")
record UpstreamProperties(
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration tlsTimeout,
        @DefaultValue("1s") Duration acquireTimeout,
        @DefaultValue("60s") Duration streamHeadTimeout,
        @DefaultValue("300s") Duration jsonHeadTimeout,
        @DefaultValue("60s") Duration firstEventTimeout,
        @DefaultValue("60s") Duration silenceTimeout,
        @DefaultValue("600s") Duration totalTimeout,
        @DefaultValue("5s") Duration usageTimeout,
        @DefaultValue("10s") Duration commitAfter,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("2000") int maxConnections,
        @DefaultValue("30s") Duration maxIdle,
        @DefaultValue("5m") Duration maxLife,
        @DefaultValue("16MB") DataSize maxAnswer,
        @DefaultValue("1MB") DataSize maxEvent,
        @DefaultValue("200") int maxDrains,
        @DefaultValue("60s") Duration drainTimeout,
        @DefaultValue("both") ReasoningField reasoningField) {}
