package io.github.tallyport.quota;

import io.github.tallyport.fault.WrongSetting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How what is used is counted.
 *
 * @param longestRequest what is reserved longer than that is taken for abandoned, 1 min to 1 day
 * @param sweep pause between two looks for what was abandoned or is not needed any more, 1 s to 1 min
 * @param ledgerTimeout that a request waits at most until the ledger has told what was spent, 100 ms to 1 min
 * @param ledgerQuestions asked of the ledger at the same time, 1 to 100
 */
@ConfigurationProperties("tallyport.quota")
record QuotaProperties(
        @DefaultValue("15m") Duration longestRequest,
        @DefaultValue("5s") Duration sweep,
        @DefaultValue("3s") Duration ledgerTimeout,
        @DefaultValue("8") int ledgerQuestions) {

    /** @throws WrongSetting when they cannot be meant */
    QuotaProperties {
        between("longest-request", longestRequest, Duration.ofMinutes(1), Duration.ofDays(1), "1m to 1d");
        between("sweep", sweep, Duration.ofSeconds(1), Duration.ofMinutes(1), "1s to 1m");
        between("ledger-timeout", ledgerTimeout, Duration.ofMillis(100), Duration.ofMinutes(1), "100ms to 1m");
        if (ledgerQuestions < 1 || ledgerQuestions > 100) {
            throw new WrongSetting("tallyport.quota.ledger-questions", "must be 1 to 100");
        }
    }

    private static void between(String name, Duration given, Duration least, Duration most, String range) {
        if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
            throw new WrongSetting("tallyport.quota." + name, "must be " + range);
        }
    }
}
