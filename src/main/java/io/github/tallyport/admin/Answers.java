package io.github.tallyport.admin;

import io.github.tallyport.edge.RequestId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** What operators are given. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=utf-8;header=present");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Desk desk;

    Answers(Desk desk) {
        this.desk = desk;
    }

    static Mono<ServerResponse> json(Operation operation, Reply reply) {
        HttpHeaders headers = new HttpHeaders();
        if (reply.version() != null) {
            headers.setETag(reply.tag());
        }
        if (reply.location() != null) {
            headers.set(HttpHeaders.LOCATION, reply.location());
        }
        if (operation.sheet() != null) {
            headers.setVary(List.of(HttpHeaders.ACCEPT));
        }
        headers.setContentType(MediaType.APPLICATION_JSON);
        return ServerResponse.status(operation.status())
                .headers(all -> all.addAll(headers))
                .bodyValue(JSON.writeValueAsBytes(operation.answer().write(reply.body())));
    }

    /**
     * The parts one after the other, each when the client has taken the one before. When one fails the connection breaks before
     * the answer's end, so that nobody takes half of it for the whole.
     */
    Mono<ServerResponse> csv(Sheet sheet, ServerRequest request) {
        Flux<Sheet.Part> parts = request.method().equals(HttpMethod.HEAD) ? Flux.just(sheet.first()) : parts(sheet);
        Flux<byte[]> text = parts.map(sheet::lines)
                .startWith(sheet.heading())
                .doOnError(failure -> LOG.warn(
                        "request {} is broken off: {}",
                        request.attributes().get(RequestId.HEADER),
                        failure.toString()));
        return ServerResponse.ok()
                .contentType(CSV)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .body(text, byte[].class);
    }

    private Flux<Sheet.Part> parts(Sheet sheet) {
        return Mono.just(sheet.first()).expand(part -> {
            var next = part.next();
            return next == null ? Mono.empty() : desk.ask(next);
        });
    }
}
