package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.storage.DatabaseKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Operators have answers forgotten, and the audit tells of it. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CacheCallsTest extends OnEitherOffice {
    private static final String CACHE = "/admin/v1/cache";

    @Test
    void a_purge_is_numbered_and_told_of() {
        office.tenant("purged", "");
        JsonNode one =
                office.send("DELETE", CACHE + "?tenant=purged", null).is(200).json();
        JsonNode all = office.send("DELETE", CACHE, null).is(200).json();

        assertThat(one.required("tenant").stringValue()).isEqualTo("purged");
        assertThat(all.required("tenant").isNull()).isTrue();
        assertThat(all.required("number").longValue())
                .isEqualTo(one.required("number").longValue() + 1);
        JsonNode entry = office.get("/admin/v1/audit?subject=cache/purged")
                .json()
                .required("data")
                .get(0);
        assertThat(entry.required("action").stringValue()).isEqualTo("cache.purge");
        assertThat(entry.at("/after/number")).isEqualTo(one.required("number"));
        assertThat(office.get("/admin/v1/audit?subject=cache")
                        .json()
                        .required("data")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_tenant_that_is_not_there_has_nothing_to_forget() {
        assertThat(office.send("DELETE", CACHE + "?tenant=nobody", null).is(404).code())
                .isEqualTo("tenant_not_found");
        assertThat(office.send("DELETE", CACHE + "?tenants=x", null).is(400).code())
                .isNotEmpty();
    }
}
