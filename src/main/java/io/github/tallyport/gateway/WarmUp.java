package io.github.tallyport.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.openai.ErrorBody;
import io.github.tallyport.upstream.Upstream;
import io.github.tallyport.validation.Permits;
import io.github.tallyport.validation.RequestReader;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Reads requests and relays answers that nobody sent, once the server is up, on a thread of its own: the JVM compiles what it
 * has run often, and clients of a fresh replica should not be the ones to wait for that. Nothing leaves the process.
 */
final class WarmUp implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final String REQUEST =
            ",\"messages\":[{\"role\":\"system\",\"content\":\"You are a helpful assistant.\"},{\"role\":\"user\",\"content\":"
                    + "\"Please summarise this note in fewer than one hundred words, and list the owners at the end. 你好\"}],"
                    + "\"temperature\":0.7,\"max_tokens\":256,\"user\":\"u\",\"stream\":";

    private final RequestReader reader;
    private final Permits permits;
    private final Upstream upstream;
    private final Model model;
    private final int rounds;

    WarmUp(RequestReader reader, Permits permits, Upstream upstream, Catalogue catalogue, int rounds) {
        this.reader = reader;
        this.permits = permits;
        this.upstream = upstream;
        this.model = catalogue.models().getFirst();
        this.rounds = rounds;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (rounds > 0) {
            Thread.ofPlatform().name("warm-up").daemon().start(this::run);
        }
    }

    /** Also the sum of what was made, so that no compiler finds that nobody wants it. */
    long run() {
        long begun = System.nanoTime();
        String head = "{\"model\":" + ErrorBody.quoted(model.id()) + REQUEST;
        byte[] json = (head + "false}").getBytes(UTF_8);
        byte[] stream = (head + "true}").getBytes(UTF_8);
        long made = 0;
        for (int i = 0; i < rounds; i++) {
            made += upstreamBody(json) + upstreamBody(stream) + upstream.rehearse();
        }
        LOG.info("warmed up in {} ms", (System.nanoTime() - begun) / 1_000_000);
        return made;
    }

    private int upstreamBody(byte[] body) {
        return permits.permit(reader.read(body), model).upstreamBody(model.id(), OptionalInt.empty()).length;
    }
}
