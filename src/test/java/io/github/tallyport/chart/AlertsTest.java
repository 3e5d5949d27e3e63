package io.github.tallyport.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The alerts, as Prometheus itself reads and evaluates them where it is on the machine. */
class AlertsTest {
    private static final Path RULES = Chart.HOME.resolve("files/alerts.yaml");
    private static final Path CASES = Path.of("src/test/resources/chart/alerts-test.yaml");

    private static List<JsonNode> rules() throws IOException {
        return Chart.yaml(RULES)
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    @Test
    void every_alert_says_how_bad_whose_fault_what_and_what_to_do() throws IOException {
        Set<String> names = new HashSet<>();
        for (JsonNode rule : rules()) {
            String name = rule.path("alert").asString();
            assertThat(name).startsWith("Tallyport");
            assertThat(names.add(name)).as(name).isTrue();
            assertThat(rule.at("/labels/severity").asString()).as(name).isIn("critical", "warning", "info");
            assertThat(rule.at("/labels/fault").asString()).as(name).isIn("client", "gateway", "upstream");
            assertThat(rule.at("/annotations/summary").asString()).as(name).isNotBlank();
            assertThat(rule.at("/annotations/description").asString()).as(name).hasSizeGreaterThan(80);
        }
    }

    @Test
    void every_alert_fires_in_a_test_and_is_explained_in_the_readme() throws IOException {
        String cases = Files.readString(CASES);
        String readme = Files.readString(Chart.HOME.resolve("README.md"));
        String running = Files.readString(Path.of("README.md"));
        for (JsonNode rule : rules()) {
            String name = rule.path("alert").asString();
            assertThat(cases).contains("alertname=\"" + name + "\"");
            assertThat(readme).contains("`" + name + "`");
            assertThat(running).contains("`" + name + "`");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"check rules", "test rules"})
    void promtool_is_content(String command) throws Exception {
        boolean there = onThePath("promtool");
        if (!there) {
            System.err.println(
                    "NOT TESTED: promtool is not on the PATH (Debian: apt-get install prometheus), so nobody has"
                            + " evaluated the alerts of helm/tallyport/files/alerts.yaml: promtool " + command);
        }
        assumeTrue(there, "promtool is not on the PATH: the alerts were not evaluated");

        Path argument = command.startsWith("check") ? RULES : CASES;
        Process promtool = new ProcessBuilder(Stream.concat(
                                Stream.of("promtool"),
                                Stream.concat(Stream.of(command.split(" ", -1)), Stream.of(argument.toString())))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(promtool.exitValue()).as(said).isZero();
        assertThat(said).contains("SUCCESS");
    }

    private static boolean onThePath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
