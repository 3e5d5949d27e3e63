package io.github.tallyport.validation;

import static io.github.tallyport.validation.Requests.READER;
import static io.github.tallyport.validation.Requests.fault;
import static io.github.tallyport.validation.Requests.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.fault.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON is read one way only (S3): every document another reader could see differently, or could choke on, is refused. */
class HostileJsonTest {
    private static final Map<String, Long> MICROSECONDS = new LinkedHashMap<>();

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.tallyport.validation.HostileDocuments#all")
    void a_hostile_document_gets_its_documented_answer(String what, byte[] body, @Nullable String code) {
        long start = System.nanoTime();
        Fault fault = fault(body);
        MICROSECONDS.put(what, (System.nanoTime() - start) / 1000);

        assertThat(fault.status()).isEqualTo(400);
        assertThat(fault.type()).isEqualTo("invalid_request_error");
        assertThat(fault.code()).isEqualTo(code);
        if (code == null) {
            assertThat(fault.param()).isNull();
            assertThat(fault.message()).startsWith("We could not parse the JSON body of your request.");
        }
    }

    @AfterAll
    static void the_figure() {
        MICROSECONDS.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(slowest -> System.out.printf(
                        "S3: %d hostile documents, the slowest (%s) took %.1f ms%n",
                        MICROSECONDS.size(), slowest.getKey(), slowest.getValue() / 1000.0));
    }

    @Test
    void what_is_just_within_the_bounds_is_read() {
        assertThat(READER.read(with("\"x\":" + "[".repeat(63) + "]".repeat(63)).getBytes(UTF_8))
                        .model())
                .isEqualTo("m");
        assertThat(READER.read(with("\"" + "n".repeat(1024) + "\":1").getBytes(UTF_8))
                        .model())
                .isEqualTo("m");
        assertThat(READER.read(with("\"temperature\":0." + "1".repeat(126)).getBytes(UTF_8))
                        .parameters())
                .contains("temperature");
        assertThat(READER.read(with(HostileDocuments.names(10_000)).getBytes(UTF_8))
                        .model())
                .isEqualTo("m");
        assertThat(READER.read(with("\"x\":[" + "1,".repeat(240_000) + "1]").getBytes(UTF_8))
                        .model())
                .isEqualTo("m");
        assertThat(READER.read(("\r\n\t " + with("") + " \r\n\t").getBytes(UTF_8))
                        .model())
                .isEqualTo("m");
        assertThat(READER.read(HostileDocuments.said("\\ud83d\\ude00\\u0000\\uffff😀\u007f\u2028"))
                        .model())
                .isEqualTo("m");
    }
}
