package io.github.tallyport.chart;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a query in PromQL names, read as far as alerts and dashboards go. */
final class Queries {
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern SERIES = Pattern.compile("\\b([a-z_][a-z0-9_]*)\\b(?!\\s*\\()");
    private static final Pattern MATCHERS = Pattern.compile("([a-z_][a-z0-9_]*)\\s*\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("([a-z_][a-z0-9_]*)\\s*(?:=~|!~|!=|=)");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern DURATION = Pattern.compile("\\[[^]]*]");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "by", "on", "without", "ignoring");

    private final String query;

    Queries(String query) {
        this.query = TEXT.matcher(DURATION.matcher(query).replaceAll("")).replaceAll("\"\"");
    }

    /** Names of series. */
    Set<String> series() {
        String bare = GROUPING.matcher(query).replaceAll(" ").replaceAll("\\{[^}]*}", " ");
        Set<String> found = new LinkedHashSet<>();
        Matcher names = SERIES.matcher(bare);
        while (names.find()) {
            if (!WORDS.contains(names.group(1)) && !names.group(1).matches("e[0-9]+")) {
                found.add(names.group(1));
            }
        }
        return found;
    }

    /** Labels a series is chosen by. */
    Set<String> matchers(String series) {
        Set<String> found = new LinkedHashSet<>();
        Matcher selectors = MATCHERS.matcher(query);
        while (selectors.find()) {
            if (selectors.group(1).equals(series)) {
                Matcher labels = MATCHER.matcher(selectors.group(2));
                while (labels.find()) {
                    found.add(labels.group(1));
                }
            }
        }
        return found;
    }

    /** Labels results are grouped and joined by. */
    Set<String> groupings() {
        Set<String> found = new LinkedHashSet<>();
        Matcher groups = GROUPING.matcher(query);
        while (groups.find()) {
            for (String label : groups.group(1).split(",", -1)) {
                found.add(label.strip());
            }
        }
        return found;
    }
}
