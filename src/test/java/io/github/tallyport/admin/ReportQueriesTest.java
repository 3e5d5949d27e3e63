package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever in the query of a report does not fit is refused with its name, as JSON. */
class ReportQueriesTest extends InOneOffice {
    private static final String TOO_LONG = "x".repeat(1025);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=yesterday|from|invalid_value",
                "from=2026-02-30|from|invalid_value",
                "from=2026-01-01T00:00:00|from|invalid_value",
                "from=2026-01-01%2000:00:00Z|from|invalid_value",
                "from=1767225600|from|invalid_value",
                "from=|from|empty_string",
                "from=2026-01-01&from=2026-01-02|from|invalid_value",
                "to=2026-13-01T00:00:00Z|to|invalid_value",
                "from=2026-01-02&to=2026-01-01|to|invalid_value",
                "group_by=tenants|group_by|invalid_value",
                "group_by=tenant,|group_by|empty_string",
                "group_by=|group_by|empty_string",
                "group_by=tenant&group_by=TENANT|group_by|invalid_value",
                "tenant=|tenant|empty_string",
                "tenant=%00|tenant|invalid_value",
                "tenant=LONG|tenant|string_above_max_length",
                "tenant=a&tenant=b|tenant|invalid_value",
                "key=|key|empty_string",
                "model=a%00b|model|invalid_value",
                "limit=0|limit|integer_below_min_value",
                "limit=1001|limit|integer_above_max_value",
                "limit=1.5|limit|invalid_type",
                "after=x|after|invalid_value",
                "after=***|after|invalid_value",
                "after=WyJhIiwiYiJd|after|invalid_value",
                "after=WyIyMDI2LTAxLTAxVDAwOjAwOjAwWiJd|after|invalid_value",
                "group_by=day&after=WyIyMDI2LTAxLTAxVDAwOjAwOjAwWiIsIjIwMjYtMDEtMDJUMDA6MDA6MDBaIiwieCJd|after|invalid_value",
                "request_id=x|request_id|unknown_parameter",
                "tenant[]=x|tenant[]|unknown_parameter",
                "Group_By=day|Group_By|unknown_parameter"
            })
    void of_usage(String query, String path, String code) {
        refused("/admin/v1/usage?" + query, path, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=now|from|invalid_value",
                "to=2026-01-01T24:00:00Z|to|invalid_value",
                "from=2026-01-02&to=2026-01-01|to|invalid_value",
                "tenant=|tenant|empty_string",
                "key=%00|key|invalid_value",
                "model=|model|empty_string",
                "request_id=|request_id|empty_string",
                "request_id=LONG|request_id|string_above_max_length",
                "limit=1001|limit|integer_above_max_value",
                "limit=|limit|invalid_type",
                "after=7|after|invalid_value",
                "after=WyIxIiwiMSJd|after|invalid_value",
                "after=WyIxIiwiMSIsIngiXQ|after|invalid_value",
                "after=WzEsMSwxXQ|after|invalid_value",
                "after=WyIxIiwiMSIsIjk5OTk5OTk5OTk5OTk5OTk5OTk5Il0|after|invalid_value",
                "group_by=day|group_by|unknown_parameter"
            })
    void of_requests(String query, String path, String code) {
        refused("/admin/v1/requests?" + query, path, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|start_time|missing_required_parameter",
                "start_time=|start_time|invalid_type",
                "start_time=2026-01-01|start_time|invalid_type",
                "start_time=-1|start_time|integer_below_min_value",
                "start_time=253402300800|start_time|integer_above_max_value",
                "start_time=1&start_time=2|start_time|invalid_value",
                "start_time=86400&end_time=86399|end_time|invalid_value",
                "start_time=1&end_time=x|end_time|invalid_type",
                "start_time=1&bucket_width=1w|bucket_width|invalid_value",
                "start_time=1&project_ids=|project_ids|empty_string",
                "start_time=1&project_ids[]=a,|project_ids|empty_string",
                "start_time=1&api_key_ids=%00|api_key_ids|invalid_value",
                "start_time=1&group_by=user_id|group_by|invalid_value",
                "start_time=1&group_by[]=tenant|group_by|invalid_value",
                "start_time=1&limit=0|limit|integer_below_min_value",
                "start_time=1&limit=181|limit|integer_above_max_value",
                "start_time=1&page=x|page|invalid_value",
                "start_time=864000&page=WyI4NjQwMCJd|page|invalid_value",
                "start_time=1&page=WyI4NjQwMSJd|page|invalid_value",
                "start_time=1&user_ids=x|user_ids|unknown_parameter",
                "start_time=1&tenant=x|tenant|unknown_parameter"
            })
    void of_organisations(@Nullable String query, String path, String code) {
        String asked = query == null ? "" : query;
        refused("/v1/organization/costs?" + asked, path, code);
        refused("/v1/organization/usage/completions?" + asked, path, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "usage/completions|limit=32|limit|integer_above_max_value",
                "usage/completions|bucket_width=1h&limit=169|limit|integer_above_max_value",
                "usage/completions|bucket_width=1m&limit=1441|limit|integer_above_max_value",
                "usage/completions|models=|models|empty_string",
                "usage/completions|line_items=x|line_items|unknown_parameter",
                "usage/completions|group_by=line_item|group_by|invalid_value",
                "usage/completions|batch=false|batch|unknown_parameter",
                "costs|bucket_width=1h|bucket_width|invalid_value",
                "costs|line_items=|line_items|empty_string",
                "costs|models=x|models|unknown_parameter",
                "costs|group_by=model|group_by|invalid_value"
            })
    void of_one_of_the_organisations(String which, String query, String path, String code) {
        refused("/v1/organization/" + which + "?start_time=1&" + query, path, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/v1/ledger/verify?deep=true", "/admin/v1/ledger/verify?limit=1"})
    void of_a_verification(String path) {
        refused(path, path.replaceFirst(".*\\?([a-z]+)=.*", "$1"), "unknown_parameter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv|text/csv;charset=utf-8;header=present",
                "text/csv, application/json;q=0.9|text/csv;charset=utf-8;header=present",
                "text/csv, */*|text/csv;charset=utf-8;header=present",
                "text/csv;q=0.5|text/csv;charset=utf-8;header=present",
                "TEXT/CSV;charset=utf-8|text/csv;charset=utf-8;header=present",
                "text/csv, application/json|application/json",
                "text/csv;q=0.1, application/json|application/json",
                "text/csv;q=0|application/json",
                "text/*|application/json",
                "*/*|application/json",
                "text/html|application/json"
            })
    void csv_is_for_those_who_name_it(String accept, String type) {
        for (String path : new String[] {"/admin/v1/usage", "/admin/v1/requests"}) {
            Office.Answer answer = office.get(path, "Accept", accept).is(200);
            assertThat(answer.header("content-type")).isEqualTo(type);
            assertThat(answer.header("vary")).isEqualTo("Accept");
        }
        assertThat(office.get("/admin/v1/audit", "Accept", accept).is(200).header("content-type"))
                .isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "text/", "text/csv;q=much", "/"})
    void an_accept_header_that_cannot_be_read(String accept) {
        Office.Answer answer = office.get("/admin/v1/usage", "Accept", accept).is(400);
        assertThat(answer.param()).isEqualTo("Accept");
    }

    private static void refused(String asked, String path, String code) {
        for (String accept : new String[] {"application/json", "text/csv"}) {
            Office.Answer answer = office.get(asked.replace("LONG", TOO_LONG).replace("[]", "%5B%5D"), "Accept", accept)
                    .is(400);
            assertThat(answer.param()).as(answer.text()).isEqualTo(path);
            assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        }
    }
}
