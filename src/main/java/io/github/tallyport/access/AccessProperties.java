package io.github.tallyport.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How keys are remembered. */
@ConfigurationProperties("tallyport")
record AccessProperties(@DefaultValue Keys keys) {

    /**
     * @param known secrets of keys kept in memory
     * @param unknown secrets kept in memory that belong to no key
     * @param unknownFor how long those are kept
     * @param poll pause between two looks at what changed
     * @param lastUsedFlush pause between two writes of when keys were last used
     * @param lookups first uses looked up at the same time
     * @param waitingLookups first uses under way or waiting; more are answered with 503
     * @param lookupTimeout for one first use, waiting included
     */
    record Keys(
            @DefaultValue("100000") int known,
            @DefaultValue("10000") int unknown,
            @DefaultValue("10s") Duration unknownFor,
            @DefaultValue("1s") Duration poll,
            @DefaultValue("10s") Duration lastUsedFlush,
            @DefaultValue("4") int lookups,
            @DefaultValue("1000") int waitingLookups,
            @DefaultValue("3s") Duration lookupTimeout) {}
}
