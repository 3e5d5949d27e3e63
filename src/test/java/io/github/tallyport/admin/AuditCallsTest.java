package io.github.tallyport.admin;

import static io.github.tallyport.admin.Office.KEYS;
import static io.github.tallyport.admin.Office.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.storage.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Every admin write, and nothing else, leaves an entry that tells what it was. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AuditCallsTest extends OnEitherOffice {
    @Test
    void every_write_is_told_with_who_did_what_to_what() {
        office.post(TENANTS, "{\"id\":\"told\"}", "Authorization", "Bearer " + Office.ALICE, "X-Request-Id", "made-it")
                .is(201);
        office.patch(TENANTS + "/told", "{\"name\":\"Told\"}").is(200);
        office.post(TENANTS + "/told/disable").is(200);
        office.post(TENANTS + "/told/enable").is(200);
        String id = office.key("told", "").string("id");
        office.patch(KEYS + "/" + id, "{\"name\":\"x\"}").is(200);
        office.post(KEYS + "/" + id + "/disable").is(200);
        office.post(KEYS + "/" + id + "/enable").is(200);
        office.post(KEYS + "/" + id + "/rotate").is(200);
        office.send("DELETE", KEYS + "/" + id, null).is(200);

        assertThat(column("tenant/told", "action"))
                .containsExactly("tenant.enable", "tenant.disable", "tenant.change", "tenant.create");
        assertThat(column("key/" + id, "action"))
                .containsExactly("key.delete", "key.rotate", "key.enable", "key.disable", "key.change", "key.create");
        assertThat(column("tenant/told", "operator")).containsExactly("admin", "admin", "admin", "alice");
        JsonNode made =
                entries("subject=tenant/told&operator=alice").required("data").get(0);
        assertThat(made.required("before").isNull()).isTrue();
        assertThat(made.at("/after/version").longValue()).isEqualTo(1);
        assertThat(made.required("request_id").stringValue()).isEqualTo("made-it");
        assertThat(made.required("at").stringValue()).endsWith("Z");
        JsonNode deleted = entries("subject=key/" + id).required("data").get(0);
        assertThat(deleted.required("after").isNull()).isTrue();
        assertThat(deleted.at("/before/id").stringValue()).isEqualTo(id);
        assertThat(deleted.toString()).doesNotContain("\"secret\"");
    }

    @Test
    void what_fails_or_changes_nothing_leaves_no_entry() {
        office.tenant("quiet", "");
        office.post(TENANTS, "{\"id\":\"quiet\"}").is(409);
        office.patch(TENANTS + "/quiet", "{\"name\":7}").is(400);
        office.patch(TENANTS + "/quiet", "{\"name\":\"x\"}", "If-Match", "\"9\"")
                .is(412);
        office.post(TENANTS + "/quiet/enable").is(200);
        office.get(TENANTS + "/quiet").is(200);
        office.post(TENANTS + "/nobody/disable").is(404);
        assertThat(column("tenant/quiet", "action")).containsExactly("tenant.create");
        assertThat(column("tenant/nobody", "action")).isEmpty();
    }

    @Test
    void it_is_read_page_by_page_the_newest_first_and_without_gaps() {
        for (int i = 0; i < 5; i++) {
            office.tenant("page-" + i, "");
        }
        List<Long> numbers = new ArrayList<>();
        JsonNode page = entries("limit=2");
        while (true) {
            page.required("data")
                    .forEach(entry -> numbers.add(entry.required("number").longValue()));
            if (!page.required("has_more").booleanValue()) {
                break;
            }
            page = entries("limit=2&after=" + page.required("next").stringValue());
        }
        assertThat(page.required("next").isNull()).isTrue();
        assertThat(numbers.getLast()).isEqualTo(1);
        assertThat(numbers).hasSize(numbers.getFirst().intValue()).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    private List<String> column(String subject, String member) {
        List<String> column = new ArrayList<>();
        entries("subject=" + subject)
                .required("data")
                .forEach(entry -> column.add(entry.required(member).stringValue()));
        return column;
    }

    private JsonNode entries(String query) {
        return office.get("/admin/v1/audit?" + query).is(200).json();
    }
}
