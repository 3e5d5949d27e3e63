package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Long answers go out part by part. */
class AnswersTest {
    private static final List<Sheet.Column> COLUMNS = List.of(Sheet.Column.of("n"));

    @Test
    void parts_follow_each_other() throws Exception {
        HttpResponse<String> answer = served(new Sheet(COLUMNS, part(1, 3)), "GET");
        assertThat(answer.body()).isEqualTo("n\r\n1\r\n2\r\n3\r\n");
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/csv;charset=utf-8;header=present");
    }

    @Test
    void an_answer_that_fails_in_the_middle_is_not_taken_for_a_whole_one() {
        Sheet sheet = new Sheet(COLUMNS, new Sheet.Part(List.of(row(1)), () -> {
            throw new IllegalStateException("the database is away");
        }));
        assertThatThrownBy(() -> served(sheet, "GET")).isInstanceOf(IOException.class);
    }

    @Test
    void who_asks_for_the_head_alone_has_no_further_part_read() throws Exception {
        AtomicInteger read = new AtomicInteger();
        Supplier<Sheet.Part> next = () -> {
            read.incrementAndGet();
            return part(2, 2);
        };
        assertThat(served(new Sheet(COLUMNS, new Sheet.Part(List.of(row(1)), next)), "HEAD")
                        .statusCode())
                .isEqualTo(200);
        assertThat(read).hasValue(0);
    }

    private static Sheet.Part part(int number, int last) {
        return new Sheet.Part(List.of(row(number)), number == last ? null : () -> part(number + 1, last));
    }

    private static ObjectNode row(int number) {
        return JsonNodeFactory.instance.objectNode().put("n", number);
    }

    private static HttpResponse<String> served(Sheet sheet, String method) throws IOException, InterruptedException {
        try (Desk desk = new Desk();
                HttpClient client = HttpClient.newHttpClient()) {
            Answers answers = new Answers(desk);
            DisposableServer server = HttpServer.create()
                    .host("127.0.0.1")
                    .port(0)
                    .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(
                            RouterFunctions.route(RequestPredicates.all(), request -> answers.csv(sheet, request)))))
                    .bindNow();
            try {
                return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
            } finally {
                server.disposeNow();
            }
        }
    }
}
