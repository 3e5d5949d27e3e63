package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that describes the API, and what it loads. */
class PagesTest extends InOneOffice {
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final String[] NO_KEY = {"Authorization", "none"};

    @Test
    void the_page_and_all_it_loads_come_from_here_and_need_no_key() {
        Office.Answer page = office.get("/admin/v1/docs", NO_KEY).is(200);
        assertThat(page.header("content-type")).isEqualTo("text/html;charset=UTF-8");
        List<String> loaded = LOADED.matcher(page.text())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(loaded).hasSize(4).allMatch(path -> path.startsWith("docs/"));
        for (String path : loaded) {
            Office.Answer file = office.get("/admin/v1/" + path, NO_KEY).is(200);
            assertThat(file.text()).isNotEmpty();
            assertThat(file.header("content-type")).isNotEqualTo("application/octet-stream");
        }
        assertThat(office.get("/admin/v1/docs/start.js", NO_KEY).text()).contains("url: \"openapi.json\"");
        assertThat(office.get("/admin/v1/openapi.json", NO_KEY).is(200).header("content-type"))
                .isEqualTo("application/json");
    }

    @Test
    void the_page_may_run_and_ask_nothing_that_is_not_from_here() {
        String policy = office.get("/admin/v1/docs").header("content-security-policy");
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval", "http:", "https:", "*");
        assertThat(office.get("/admin/v1/docs").header("x-content-type-options"))
                .isEqualTo("nosniff");
        assertThat(office.get("/admin/v1/docs").header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void nothing_else_of_the_library_can_be_loaded() {
        for (String path : List.of("index.html", "oauth2-redirect.html", "swagger-ui.js", "..%2Fdocs.html", "")) {
            office.get("/admin/v1/docs/" + path).is(404);
        }
        assertThat(office.get("/webjars/swagger-ui/index.html").is(404).code()).isEqualTo("unknown_url");
    }
}
