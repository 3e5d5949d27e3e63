package io.github.tallyport.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Alerts and the dashboard ask for what there is: a name that is wrong shows as nothing at all. */
class QueriesTest {
    private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*([a-z_]+)\\s*}}");

    static Stream<String> all() throws IOException {
        return Stream.concat(
                alerts(), targets().stream().map(target -> target.path("expr").asString()));
    }

    private static Stream<String> alerts() throws IOException {
        return Chart.yaml(Chart.HOME.resolve("files/alerts.yaml"))
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .map(rule -> rule.path("expr").asString());
    }

    private static List<JsonNode> panels() throws IOException {
        return Chart.json(Chart.HOME.resolve("files/dashboard.json"))
                .path("panels")
                .valueStream()
                .toList();
    }

    private static List<JsonNode> targets() throws IOException {
        List<JsonNode> targets = new ArrayList<>();
        panels().forEach(panel -> panel.path("targets").forEach(targets::add));
        return targets;
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_query_names_known_series_and_their_labels(String text) {
        Queries query = new Queries(text);

        assertThat(query.series()).isNotEmpty().allMatch(KnownMeters::has);
        Set<String> labels = new HashSet<>();
        for (String series : query.series()) {
            labels.addAll(KnownMeters.labels(series));
            assertThat(KnownMeters.labels(series)).containsAll(query.matchers(series));
        }
        assertThat(labels).containsAll(query.groupings());
    }

    @Test
    void the_reader_of_queries_finds_what_is_wrong() {
        Queries query = new Queries("sum by (le, tenant) (rate(tallyport_wrong_bucket{ending=~\"a|b\", x!=\"1\"}[5m]))"
                + " / on (pod) group_left tallyport_in_flight > 8e8");

        assertThat(query.series()).contains("tallyport_wrong_bucket", "tallyport_in_flight");
        assertThat(KnownMeters.has("tallyport_wrong_bucket")).isFalse();
        assertThat(query.matchers("tallyport_wrong_bucket")).containsExactly("ending", "x");
        assertThat(query.groupings()).containsExactly("le", "tenant", "pod");
    }

    @Test
    void legends_name_labels_the_query_keeps() throws IOException {
        for (JsonNode target : targets()) {
            Set<String> kept = new Queries(target.path("expr").asString()).groupings();
            Matcher legend = LEGEND.matcher(target.path("legendFormat").asString());
            while (legend.find()) {
                assertThat(kept).as(target.toString()).contains(legend.group(1));
            }
        }
    }

    @Test
    void panels_have_ids_titles_a_source_and_do_not_overlap() throws IOException {
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : panels()) {
            String title = panel.path("title").asString();
            assertThat(title).isNotBlank();
            assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
            if (!panel.path("type").asString().equals("row")) {
                assertThat(panel.at("/datasource/uid").asString()).isEqualTo("${datasource}");
            }
            JsonNode place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    int column = place.path("x").asInt() + x;
                    assertThat(column).as(title).isLessThan(24);
                    assertThat(cells.add(column + "," + (place.path("y").asInt() + y)))
                            .as(title)
                            .isTrue();
                }
            }
        }
    }
}
