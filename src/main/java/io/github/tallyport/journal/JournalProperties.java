package io.github.tallyport.journal;

import io.github.tallyport.fault.WrongSetting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where requests are recorded before anybody is told.
 *
 * @param segmentSize of one file, 1 MB to 1 GB
 * @param maxSize of all of them, twice that at least
 * @param fsyncInterval 1 ms to 1 minute
 */
@ConfigurationProperties("tallyport.journal")
record JournalProperties(
        @DefaultValue("16MB") DataSize segmentSize,
        @DefaultValue("1GB") DataSize maxSize,
        @DefaultValue("refuse") WhenFull whenFull,
        @DefaultValue("interval") Fsync fsync,
        @DefaultValue("100ms") Duration fsyncInterval) {

    private static final DataSize LEAST = DataSize.ofMegabytes(1);
    private static final DataSize MOST = DataSize.ofGigabytes(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** @throws WrongSetting when they cannot be meant */
    Limits limits() {
        if (segmentSize.compareTo(LEAST) < 0 || segmentSize.compareTo(MOST) > 0) {
            throw new WrongSetting("tallyport.journal.segment-size", "must be 1MB to 1GB");
        }
        if (maxSize.toBytes() / 2 < segmentSize.toBytes()) {
            throw new WrongSetting("tallyport.journal.max-size", "must be at least twice the segment-size");
        }
        return new Limits(segmentSize.toBytes(), maxSize.toBytes(), Journal.LONGEST, PAUSE);
    }

    /** @throws WrongSetting when they cannot be meant */
    Terms terms() {
        if (fsyncInterval.compareTo(Duration.ofMillis(1)) < 0 || fsyncInterval.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new WrongSetting("tallyport.journal.fsync-interval", "must be 1ms to 1m");
        }
        return new Terms(whenFull, fsync, fsyncInterval);
    }
}
