package io.github.tallyport.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tallyport.observe.Prometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Draws {@code target/dashboard.svg}: {@code ./mvnw verify -Ppicture}. */
@Tag("picture")
class DashboardPictureIT {
    private static final Path DASHBOARD = Path.of("helm/tallyport/files/dashboard.json");
    private static final Path PICTURE = Path.of("target/dashboard.svg");
    private static final Duration SHOWN = Duration.ofSeconds(Long.getLong("tallyport.picture.seconds", 300));
    private static final Duration SCRAPE = Duration.ofSeconds(5);
    /** Until the slowest rate is one of the load alone. */
    private static final Duration BEFORE = Duration.ofSeconds(30);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void the_dashboard_under_a_mixed_load() throws IOException, InterruptedException {
        assumeTrue(Prometheus.isThere(), "prometheus is not on the PATH (Debian: apt-get install prometheus)");
        Path scraped = Files.createDirectory(directory.resolve("prometheus"));
        try (Replicas replicas = new Replicas(directory, 2);
                Prometheus prometheus = new Prometheus(scraped, SCRAPE, replicas.managementPorts());
                Load load = new Load(replicas)) {
            load.run(BEFORE.plus(SHOWN));
            Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            Shown shown = new Shown(end.minus(SHOWN), end, SCRAPE, SCRAPE);
            Picture picture = new Picture(shown);
            List<String> empty = new ArrayList<>();
            for (JsonNode node :
                    JsonMapper.shared().readTree(Files.readString(DASHBOARD)).path("panels")) {
                Panel panel = Panel.of(node);
                List<Series> series = panel.ask(prometheus, shown);
                picture.add(panel, series);
                if (series.isEmpty() && !panel.isRow()) {
                    empty.add(panel.title());
                }
            }
            Files.writeString(PICTURE, picture.svg());
            assertThat(empty).as("panels without data").isEmpty();
            assertThat(Files.size(PICTURE)).isLessThan(200_000);
        }
    }
}
