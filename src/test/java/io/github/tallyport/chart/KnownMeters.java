package io.github.tallyport.chart;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every series that alerts and dashboards may ask for, with its labels beside those of the scrape. */
public final class KnownMeters {
    /** What Prometheus adds when it scrapes a pod. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("namespace", "job", "pod", "instance");

    private static final Map<String, Set<String>> TIMERS = Map.of(
            "tallyport_request_seconds", Set.of("tenant", "model", "ending", "status", "stream"),
            "tallyport_overhead_seconds", Set.of(),
            "tallyport_upstream_seconds", Set.of(),
            "tallyport_first_token_seconds", Set.of());

    private static final Map<String, Set<String>> OTHERS = Map.ofEntries(
            Map.entry("tallyport_tokens_total", Set.of("tenant", "model", "type", "source")),
            Map.entry("tallyport_cost_cny_total", Set.of("tenant", "model")),
            Map.entry("tallyport_saved_cny_total", Set.of("tenant", "model")),
            Map.entry("tallyport_refusals_total", Set.of("tenant", "reason")),
            Map.entry("tallyport_cache_requests_total", Set.of("tenant", "result")),
            Map.entry("tallyport_budget_remaining_cny", Set.of("tenant", "period")),
            Map.entry("tallyport_budget_amount_cny", Set.of("tenant", "period")),
            Map.entry("tallyport_limit_remaining", Set.of("tenant", "scope", "limit", "model")),
            Map.entry("tallyport_limit_refusals_total", Set.of("tenant", "scope", "limit", "model")),
            Map.entry("tallyport_in_flight", Set.of()),
            Map.entry("tallyport_upstream_attempts_total", Set.of("target", "outcome")),
            Map.entry("tallyport_target_state", Set.of("target")),
            Map.entry("tallyport_quota_mode", Set.of("mode")),
            Map.entry("tallyport_journal_backlog_records", Set.of()),
            Map.entry("tallyport_journal_size_bytes", Set.of()),
            Map.entry("tallyport_journal_max_bytes", Set.of()),
            Map.entry("tallyport_journal_set_aside_bytes", Set.of()),
            Map.entry("tallyport_access_log_left_out_total", Set.of("why")),
            Map.entry("tallyport_journal_unrecorded_total", Set.of()),
            Map.entry("tallyport_ledger_rows_total", Set.of("outcome")),
            Map.entry("tallyport_key_propagation_seconds_sum", Set.of()),
            Map.entry("tallyport_key_propagation_seconds_count", Set.of()),
            Map.entry("process_cpu_usage", Set.of()),
            Map.entry("jvm_memory_used_bytes", Set.of("area", "id")),
            Map.entry("jvm_memory_max_bytes", Set.of("area", "id")),
            Map.entry("jvm_gc_pause_seconds_sum", Set.of("action", "cause", "gc")));

    private KnownMeters() {}

    /** All of them; a timer is there as its histogram, its count and its sum. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>(OTHERS.keySet());
        TIMERS.keySet().forEach(timer -> names.addAll(Set.of(timer + "_bucket", timer + "_count", timer + "_sum")));
        return names;
    }

    static boolean has(String series) {
        return OTHERS.containsKey(series) || TIMERS.containsKey(timer(series));
    }

    /** A label no series of a query has is a mistake that no error ever shows. */
    public static Set<String> labels(String series) {
        Set<String> labels = new LinkedHashSet<>(OF_THE_SCRAPE);
        labels.addAll(OTHERS.getOrDefault(series, Set.of()));
        labels.addAll(TIMERS.getOrDefault(timer(series), Set.of()));
        if (series.endsWith("_bucket")) {
            labels.add("le");
        }
        return labels;
    }

    private static String timer(String series) {
        return series.replaceFirst("_(bucket|count|sum)$", "");
    }
}
