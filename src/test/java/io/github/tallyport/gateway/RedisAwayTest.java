package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TwoGateways.GOOD;

import io.github.tallyport.servers.Cable;
import io.github.tallyport.servers.Redis;
import io.github.tallyport.tenancy.IssuedKey;
import org.junit.jupiter.api.Test;

/** Two gateways that share a Redis which is away, comes, goes and comes back. */
class RedisAwayTest {
    @Test
    void nothing_waits_for_redis_and_changes_take_effect_all_the_same() {
        try (Cable cable = Redis.shared().cable()) {
            cable.cut();
            try (TwoGateways gateways = new TwoGateways("tallyport.redis.url=" + Redis.url(cable))) {
                disabledAndEnabled(gateways);

                cable.mend();
                gateways.signalsFlow();
                disabledAndEnabled(gateways);

                cable.cut();
                disabledAndEnabled(gateways);

                cable.mend();
                disabledAndEnabled(gateways);
                gateways.signalsFlow();
                disabledAndEnabled(gateways);
            }
        }
    }

    private static void disabledAndEnabled(TwoGateways gateways) {
        IssuedKey key = gateways.warmKey("acme");
        gateways.keys().disable(key.key().id());
        gateways.bothSay("api_key_disabled", key);
        gateways.keys().enable(key.key().id());
        gateways.bothSay(GOOD, key);
    }
}
