package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.role;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Keys and prompts stay out of the log, and the provider's keys out of what clients read, whatever goes wrong. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest {
    private static final String OPAQUE_KEY = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private static final String PROMPT = "canary-prompt-4711";

    /** Keeps what is logged, with the stack traces. */
    private static final class Kept extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    @Test
    void keys_and_prompts_stay_in_whatever_the_provider_does(CapturedOutput output) {
        Kept kept = new Kept();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        kept.start();
        try (TestGateway gateway = TestGateway.start("TALLYPORT_UPSTREAM_API_KEYS=" + OPAQUE_KEY)) {
            root.addAppender(kept); // not before: starting sets up the log anew
            String complaint =
                    "{\"error\":{\"message\":\"with " + OPAQUE_KEY + " you sent " + PROMPT + "\",\"code\":400}}";
            List<Script> faults = List.of(
                    Answers.json(400, complaint),
                    Answers.json(401, complaint),
                    Answers.json(500, complaint),
                    Answers.json(200, complaint),
                    Answers.html(502),
                    Script.start()
                            .text("HTTP/1.1 " + OPAQUE_KEY + " " + PROMPT + "\r\n\r\n")
                            .fin(),
                    Script.start().reset(),
                    Answers.sse(complaint),
                    Answers.sse(role(), delta(PROMPT), complaint),
                    Answers.sseHead()
                            .then(Answers.event(role()))
                            .then(Script.start().reset()));
            for (Script fault : faults) {
                for (String request : List.of(HELLO, HELLO_STREAM)) {
                    gateway.upstream().next(fault);
                    HttpResponse<String> response = gateway.chat(request.replace("你好", PROMPT));
                    assertThat(response.body() + response.headers().map()).doesNotContain(OPAQUE_KEY);
                    gateway.receipt();
                }
            }
            gateway.send(gateway.chatRequest(HELLO).setHeader("Authorization", "Bearer sk-tally-" + PROMPT + "-wrong"));
            assertThat(output.getAll())
                    .contains("\"log\":\"tallyport.access\"")
                    .doesNotContain(OPAQUE_KEY, PROMPT, gateway.key());
            assertThat(kept.lines)
                    .noneMatch(
                            line -> line.contains(OPAQUE_KEY) || line.contains(PROMPT) || line.contains(gateway.key()));
        } finally {
            root.detachAppender(kept);
        }
    }
}
