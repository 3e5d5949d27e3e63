package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.storage.DatabaseKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class LedgerCallsTest extends OnEitherOffice {
    @Test
    void a_verification_tells_what_was_compared_and_what_differs() {
        new Ledger(office).addRandom(200);
        JsonNode right = verify();
        assertThat(right.required("ok").booleanValue()).isTrue();
        assertThat(right.required("rows").longValue()).isEqualTo(200);
        assertThat(right.required("sums").longValue()).isPositive();
        assertThat(right.required("difference_count").longValue()).isZero();
        assertThat(right.required("differences").isEmpty()).isTrue();
        assertThat(right.required("since").stringValue()).isEqualTo("1970-01-01T00:00:00Z");

        sql("UPDATE requests SET cost = cost + 1 WHERE journal = 1 AND entry_number = 7");
        JsonNode wrong = verify();
        sql("UPDATE requests SET cost = cost - 1 WHERE journal = 1 AND entry_number = 7");

        assertThat(wrong.required("ok").booleanValue()).isFalse();
        assertThat(wrong.required("difference_count").longValue())
                .isEqualTo(wrong.required("differences").size())
                .isPositive();
        assertThat(wrong.required("differences").toString())
                .contains("\"kind\":\"cost\"", "entry 7 of journal 1", "\"kind\":\"sum\"");
        assertThat(verify().required("ok").booleanValue()).isTrue();
    }

    private static JsonNode verify() {
        return office.get("/admin/v1/ledger/verify").is(200).json();
    }

    private static void sql(String statement) {
        assertThat(office.gateway().bean(JdbcClient.class).sql(statement).update())
                .isEqualTo(1);
    }
}
