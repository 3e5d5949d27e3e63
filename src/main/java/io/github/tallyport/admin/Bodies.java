package io.github.tallyport.admin;

import io.github.tallyport.fault.RequestFaults;
import io.github.tallyport.validation.StrictUtf8;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes in the body of an operator's request: small, strict JSON, and an object. */
final class Bodies {
    static final int MAX_BYTES = 64 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String JSON = "application/json";
    private static final String PATCH = "application/merge-patch+json";

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxNumberLength(64)
                            .maxNameLength(512)
                            .maxStringLength(MAX_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** An empty body is as good as an empty object, except that a patch must say something. */
    Mono<ObjectNode> read(ServerHttpRequest request) {
        boolean patch = request.getMethod().name().equals("PATCH");
        HttpHeaders headers = request.getHeaders();
        List<String> types = headers.getOrEmpty(HttpHeaders.CONTENT_TYPE);
        List<String> encodings = headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING);
        return DataBufferUtils.join(request.getBody(), MAX_BYTES)
                .map(Bodies::bytes)
                .defaultIfEmpty(new byte[0])
                .timeout(PATIENCE)
                .onErrorMap(
                        DataBufferLimitException.class,
                        _ -> RequestFaults.tooLarge(MAX_BYTES).refusal())
                .onErrorMap(
                        TimeoutException.class, _ -> RequestFaults.bodyTooSlow().refusal())
                .map(bytes -> {
                    if (bytes.length == 0 && !patch) {
                        return JsonNodeFactory.instance.objectNode();
                    }
                    String type = types.size() == 1 ? types.getFirst() : String.join(", ", types);
                    if (!encodings.isEmpty() || !isTaken(type, patch)) {
                        String encoded = encodings.isEmpty() ? "" : " encoded as " + String.join(", ", encodings);
                        throw RequestFaults.unsupportedContentType(type + encoded)
                                .refusal();
                    }
                    return object(bytes);
                });
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static boolean isTaken(String contentType, boolean patch) {
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.equals(JSON) || (patch && type.equals(PATCH));
    }

    private ObjectNode object(byte[] bytes) {
        try {
            if (StrictUtf8.isStrict(bytes) && json.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw RequestFaults.invalidJson().refusal();
        }
        throw RequestFaults.invalidJson().refusal();
    }
}
