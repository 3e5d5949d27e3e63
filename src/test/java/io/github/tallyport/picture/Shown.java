package io.github.tallyport.picture;

import java.time.Duration;
import java.time.Instant;

/**
 * The stretch of time that is shown.
 *
 * @param step between two points of a graph
 * @param scrape between two scrapes
 */
record Shown(Instant from, Instant to, Duration step, Duration scrape) {
    long seconds() {
        return Duration.between(from, to).toSeconds();
    }

    /** How many points a graph has. */
    int points() {
        return (int) (seconds() / step.toSeconds()) + 1;
    }

    /** The query with what Grafana puts in the place of its variables; it names no namespace and no job: all of them. */
    String filledIn(String query) {
        long rate =
                Math.max(step.plus(scrape).toSeconds(), scrape.multipliedBy(4).toSeconds());
        return query.replace("$__rate_interval", rate + "s")
                .replace("$__interval", step.toSeconds() + "s")
                .replace("$__range", seconds() + "s")
                .replaceAll("\\$[a-z]+", ".*");
    }
}
