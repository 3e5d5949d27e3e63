package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.books.Reports;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.openai.Usage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a report is about when nobody says which time. */
class ThisMonthTest extends InOneOffice {
    @Test
    void without_a_time_it_is_this_month_in_UTC_so_far_on_every_page() {
        Ledger ledger = new Ledger(office);
        Instant month = Instant.parse("2025-05-01T00:00:00Z");
        for (String moment : List.of(
                "2025-04-30T23:59:59.999Z",
                "2025-05-01T00:00:00Z",
                "2025-05-31T23:59:59.998Z",
                "2025-05-31T23:59:59.999Z")) {
            ledger.add(
                    ledger.asking("months", "key-" + moment, Office.MODEL, Instant.parse(moment)),
                    new Usage.Reported(1, 0, 1, 0),
                    CacheState.MISS);
        }
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-05-31T23:59:59.999Z"));
        InstantSource clock = () -> Objects.requireNonNull(now.get());
        UsageCalls calls = new UsageCalls(office.gateway().bean(Reports.class), clock);
        Operation usage = calls.operations().getFirst();

        UsageList first = ask(usage, Map.of("tenant", "months", "group_by", "key", "limit", "1"));
        assertThat(first.data()).extracting(UsageLine::key).containsExactly("key-2025-05-01T00:00:00Z");
        now.set(Instant.parse("2025-06-01T00:00:00Z"));
        UsageList second = ask(
                usage,
                Map.of("tenant", "months", "group_by", "key", "limit", "1", "after", String.valueOf(first.next())));
        assertThat(second.data()).extracting(UsageLine::key).containsExactly("key-2025-05-31T23:59:59.998Z");
        assertThat(second.hasMore()).isFalse();
        assertThat(ask(usage, Map.of("tenant", "months")).data())
                .extracting(UsageLine::requests)
                .containsExactly(0L);
        assertThat(ask(usage, Map.of("tenant", "months", "from", month.toString()))
                        .data())
                .extracting(UsageLine::requests)
                .containsExactly(3L);
    }

    private static UsageList ask(Operation usage, Map<String, String> given) {
        Call call = new Call(
                "admin",
                "req",
                Map.of(),
                new Given(given),
                Tags.of("", List.of()),
                JsonNodeFactory.instance.objectNode());
        return (UsageList) usage.work().apply(call).body();
    }
}
