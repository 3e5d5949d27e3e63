package io.github.tallyport.admin;

import static io.github.tallyport.admin.Office.KEYS;
import static io.github.tallyport.admin.Office.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.storage.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Two operators at once: nobody's change is overwritten unseen, none is lost, and the audit tells each as it was. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class TwoOperatorsTest extends OnEitherOffice {
    private static final int OPERATORS = 6;

    @Test
    void a_change_of_what_somebody_else_changed_is_412_and_changes_nothing() {
        String first = office.tenant("etag", "").tag();
        String second = office.patch(TENANTS + "/etag", "{\"name\":\"A\"}", "If-Match", first)
                .is(200)
                .tag();
        assertThat(second).isEqualTo("\"2\"");
        for (String[] call : new String[][] {{"PATCH", ""}, {"POST", "/disable"}, {"POST", "/enable"}}) {
            Office.Answer late = office.send(call[0], TENANTS + "/etag" + call[1], "{}", "If-Match", first);
            assertThat(late.is(412).code()).isEqualTo("version_mismatch");
        }
        assertThat(office.get(TENANTS + "/etag").tag()).isEqualTo(second);
        office.patch(TENANTS + "/etag", "{\"name\":\"B\"}", "If-Match", first + " , " + second)
                .is(200);
        office.post(TENANTS + "/etag/disable", "", "If-Match", "*").is(200);
        office.patch(TENANTS + "/etag", "{}", "If-Match", "W/\"4\"").is(412);
    }

    @Test
    void the_same_holds_for_everything_that_is_done_to_a_key() {
        office.tenant("keys", "");
        Office.Answer key = office.key("keys", "");
        String path = KEYS + "/" + key.string("id");
        office.patch(path, "{\"name\":\"x\"}", "If-Match", key.tag()).is(200);
        for (String[] call : new String[][] {
            {"PATCH", ""}, {"POST", "/disable"}, {"POST", "/enable"}, {"POST", "/rotate"}, {"DELETE", ""}
        }) {
            office.send(call[0], path + call[1], "{}", "If-Match", key.tag()).is(412);
        }
        Office.Answer now = office.get(path).is(200);
        assertThat(now.tag()).isEqualTo("\"2\"");
        office.send("DELETE", path, null, "If-Match", now.tag()).is(200);
    }

    @Test
    void a_header_that_is_no_list_of_tags_is_400() {
        office.tenant("malformed", "");
        for (String tags : new String[] {"1", "\"1", "\"1\" \"2\"", "*, \"1\"", "\"1\","}) {
            Office.Answer answer =
                    office.patch(TENANTS + "/malformed", "{}", "If-Match", tags).is(400);
            assertThat(answer.param()).isEqualTo("If-Match");
        }
    }

    @Test
    void of_many_changes_from_the_same_version_one_is_made() throws Exception {
        String tag = office.tenant("one", "").tag();
        List<Integer> statuses =
                together(i -> office.patch(TENANTS + "/one", "{\"name\":\"n" + i + "\"}", "If-Match", tag)
                        .status());
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
        assertThat(office.get(TENANTS + "/one").tag()).isEqualTo("\"2\"");
    }

    @Test
    void many_changes_of_different_members_are_all_made_and_their_audit_is_a_chain() throws Exception {
        office.tenant("all", "\"limits\":{\"requests_per_minute\":1}");
        List<String> patches = List.of(
                "{\"name\":\"All\"}",
                "{\"time_zone\":\"Asia/Shanghai\"}",
                "{\"models\":[]}",
                "{\"limits\":{\"tokens_per_minute\":2}}",
                "{\"limits\":{\"concurrent_requests\":3}}",
                "{\"budgets\":[{\"period\":\"day\",\"amount\":\"4\"}]}");
        assertThat(together(i -> office.patch(TENANTS + "/all", patches.get(i)).status()))
                .containsOnly(200);
        assertThat(office.get(TENANTS + "/all").is(200).json().toString())
                .contains(
                        "\"name\":\"All\"",
                        "\"time_zone\":\"Asia/Shanghai\"",
                        "\"models\":[]",
                        "{\"requests_per_minute\":1,\"tokens_per_minute\":2,\"concurrent_requests\":3}",
                        "{\"period\":\"day\",\"amount\":\"4.00\"}",
                        "\"version\":7");
        chained("tenant/all", 7);
    }

    @Test
    void switches_and_rotations_at_the_same_time_leave_a_chain_too() throws Exception {
        office.tenant("busy", "");
        String id = office.key("busy", "").string("id");
        List<String> calls = List.of("/disable", "/enable", "/rotate", "/disable", "/enable", "/rotate");
        assertThat(together(i -> office.post(KEYS + "/" + id + calls.get(i)).status()))
                .containsOnly(200);
        long version = office.get(KEYS + "/" + id).json().required("version").longValue();
        chained("key/" + id, version);
    }

    /** What one entry left is what the next found, up to now. */
    private void chained(String subject, long version) {
        JsonNode entries =
                office.get("/admin/v1/audit?subject=" + subject).is(200).json().required("data");
        assertThat(entries.size()).isEqualTo((int) version);
        for (int i = 0; i < entries.size() - 1; i++) {
            assertThat(entries.get(i).required("before"))
                    .isEqualTo(entries.get(i + 1).required("after"));
        }
        assertThat(entries.get(0).required("after").required("version").longValue())
                .isEqualTo(version);
    }

    @FunctionalInterface
    private interface Done {
        int by(int operator);
    }

    private static List<Integer> together(Done what) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(OPERATORS)) {
            List<Callable<Integer>> all = IntStream.range(0, OPERATORS)
                    .<Callable<Integer>>mapToObj(i -> () -> what.by(i))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> one : threads.invokeAll(all)) {
                statuses.add(one.get());
            }
            return statuses;
        }
    }
}
