package io.github.tallyport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SandboxStartTest {
    private static final Pattern CURL = Pattern.compile(
            "^curl(?: -N)? (\\S+) -H '([^:]+): ([^']+)' -H '([^:]+): ([^']+)' -d '([^']+)'$", Pattern.MULTILINE);

    private static final Pattern OPERATORS_CURL =
            Pattern.compile("^curl (\\S+) -H '([^:]+): ([^']+)'$", Pattern.MULTILINE);

    @TempDir
    Path data;

    @Test
    void the_log_prints_lines_that_work_when_they_are_pasted(CapturedOutput output) throws Exception {
        try (Laptop laptop = Laptop.start(data);
                HttpClient client = HttpClient.newHttpClient()) {
            List<HttpRequest> printed = CURL.matcher(output.getOut())
                    .results()
                    .map(SandboxStartTest::request)
                    .toList();
            assertThat(printed)
                    .hasSize(2)
                    .allMatch(request ->
                            request.uri().getPort() == laptop.baseUrl().getPort());
            HttpResponse<String> whole = client.send(printed.getFirst(), HttpResponse.BodyHandlers.ofString());
            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.body()).contains("\"chat.completion\"", "You asked: \\\"Hello\\\".");
            HttpResponse<String> stream = client.send(printed.getLast(), HttpResponse.BodyHandlers.ofString());
            assertThat(stream.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
            assertThat(stream.body()).startsWith("data: ").endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void the_log_prints_a_line_for_operators_that_works_and_the_key_stays_the_same(CapturedOutput output)
            throws Exception {
        for (int start = 1; start <= 2; start++) {
            try (Laptop laptop = Laptop.start(data);
                    HttpClient client = HttpClient.newHttpClient()) {
                List<MatchResult> printed =
                        OPERATORS_CURL.matcher(output.getOut()).results().toList();
                assertThat(printed).as(laptop.baseUrl().toString()).hasSize(start);
                MatchResult curl = printed.getLast();
                HttpRequest request = HttpRequest.newBuilder(URI.create(curl.group(1)))
                        .timeout(Duration.ofSeconds(20))
                        .header(curl.group(2), curl.group(3))
                        .build();
                HttpResponse<String> tenants = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(tenants.statusCode()).isEqualTo(200);
                assertThat(tenants.body()).contains("\"id\":\"demo\"");
                assertThat(curl.group(3)).isEqualTo(printed.getFirst().group(3));
                assertThat(data.resolve("sandbox-admin-key"))
                        .content()
                        .isEqualTo(curl.group(3).substring(7) + "\n");
            }
        }
    }

    private static HttpRequest request(MatchResult curl) {
        return HttpRequest.newBuilder(URI.create(curl.group(1)))
                .timeout(Duration.ofSeconds(20))
                .header(curl.group(2), curl.group(3))
                .header(curl.group(4), curl.group(5))
                .POST(HttpRequest.BodyPublishers.ofString(curl.group(6)))
                .build();
    }
}
