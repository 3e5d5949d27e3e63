package io.github.tallyport.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The description of the API, and a page to read it and try it in a browser. They hold no secret and need no key; the page loads
 * nothing from anywhere else, and what is typed into it goes nowhere else.
 */
final class Pages {
    static final String DESCRIPTION = Operation.BASE + "/openapi.json";
    static final String PAGE = Operation.BASE + "/docs";

    private static final String LIBRARY = "classpath*:META-INF/resources/webjars/swagger-ui/*/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);
    private static final MediaType STYLE = new MediaType("text", "css", StandardCharsets.UTF_8);

    private final Desk desk;
    private final Map<String, HandlerFunction<ServerResponse>> pages = new LinkedHashMap<>();

    Pages(List<Operation> operations, Desk desk) {
        this.desk = desk;
        byte[] description = OpenApi.describing(operations).toPrettyString().getBytes(StandardCharsets.UTF_8);
        pages.put(
                DESCRIPTION,
                _ -> ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(description));
        add(PAGE, HTML, own("docs.html"));
        add(PAGE + "/start.js", SCRIPT, own("start.js"));
        add(PAGE + "/swagger-ui-bundle.js", SCRIPT, library("swagger-ui-bundle.js"));
        add(PAGE + "/swagger-ui.css", STYLE, library("swagger-ui.css"));
        add(PAGE + "/favicon-32x32.png", MediaType.IMAGE_PNG, library("favicon-32x32.png"));
    }

    /** By path, each for GET. */
    Map<String, HandlerFunction<ServerResponse>> all() {
        return pages;
    }

    /** Read each time it is asked for: hardly ever, and it is large. */
    private void add(String path, MediaType type, Resource file) {
        pages.put(
                path,
                _ -> desk.ask(() -> bytes(file))
                        .flatMap(bytes -> ServerResponse.ok()
                                .contentType(type)
                                .header("content-security-policy", POLICY)
                                .header("referrer-policy", "no-referrer")
                                .bodyValue(bytes)));
    }

    private static Resource own(String name) {
        return new ClassPathResource(name, Pages.class);
    }

    private static Resource library(String name) {
        try {
            Resource[] found =
                    new PathMatchingResourcePatternResolver(Pages.class.getClassLoader()).getResources(LIBRARY + name);
            if (found.length != 1) {
                throw new IllegalStateException(name + " is there " + found.length + " times");
            }
            return found[0];
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for " + name, e);
        }
    }

    private static byte[] bytes(Resource file) {
        try {
            return file.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
