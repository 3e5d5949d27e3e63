package io.github.tallyport.picture;

import io.github.tallyport.observe.Prometheus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** One panel of the dashboard, as far as it is drawn; a row is a panel that is a headline. */
record Panel(
        String type,
        String title,
        int x,
        int y,
        int width,
        int height,
        Unit unit,
        boolean fromZero,
        List<Query> queries) {
    private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*([a-z_]+)\\s*}}");

    /** @param legend with labels in double braces */
    record Query(String promql, String legend) {}

    static Panel of(JsonNode panel) {
        JsonNode place = panel.path("gridPos");
        JsonNode field = panel.at("/fieldConfig/defaults");
        return new Panel(
                panel.path("type").asString(),
                panel.path("title").asString(),
                place.path("x").asInt(),
                place.path("y").asInt(),
                place.path("w").asInt(),
                place.path("h").asInt(),
                Unit.of(field.path("unit").asString("short")),
                field.has("min"),
                panel.path("targets")
                        .valueStream()
                        .map(target -> new Query(
                                target.path("expr").asString(),
                                target.path("legendFormat").asString()))
                        .toList());
    }

    boolean isRow() {
        return type.equals("row");
    }

    /** What there is; nothing when there is no data. */
    List<Series> ask(Prometheus prometheus, Shown shown) {
        List<Series> found = new ArrayList<>();
        for (Query query : queries) {
            JsonNode answer = prometheus.get("query_range?query="
                    + URLEncoder.encode(shown.filledIn(query.promql), StandardCharsets.UTF_8)
                    + "&start=" + shown.from().getEpochSecond() + "&end="
                    + shown.to().getEpochSecond() + "&step=" + shown.step().toSeconds());
            List<Series> some = new ArrayList<>();
            for (JsonNode one : answer.path("result")) {
                Series series = series(query.legend, one, shown);
                if (series.known().findAny().isPresent()) {
                    some.add(series);
                }
            }
            some.sort(Comparator.comparing(Series::name));
            found.addAll(some);
        }
        return found;
    }

    private static Series series(String legend, JsonNode found, Shown shown) {
        double[] values = new double[shown.points()];
        Arrays.fill(values, Double.NaN);
        for (JsonNode pair : found.path("values")) {
            long seconds = pair.path(0).asLong() - shown.from().getEpochSecond();
            double value = Unit.number(pair.path(1).asString());
            values[(int) (seconds / shown.step().toSeconds())] = value;
        }
        String name = LABEL.matcher(legend)
                .replaceAll(label -> found.path("metric").path(label.group(1)).asString(""));
        return new Series(name, values);
    }
}
