package io.github.tallyport.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Price;
import io.github.tallyport.catalogue.Target;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.openai.ChatRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What the tests of this room ask with. */
final class Requests {
    static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    static final RequestReader READER = reader(UnknownParameters.DROP);
    static final Permits PERMITS = new Permits();

    private Requests() {}

    static RequestReader reader(UnknownParameters unknown) {
        return new RequestReader(new ValidationProperties(unknown, 64, 250_000, 10_000, 1024, 128, 16_777_216));
    }

    /** A whole request with these members beside the model and one message. */
    static String with(String members) {
        return "{\"model\":\"m\"," + MESSAGES + (members.isEmpty() ? "" : "," + members) + "}";
    }

    /** A whole request with these messages, the array's brackets left out. */
    static String saying(String messages) {
        return "{\"model\":\"m\",\"messages\":[" + messages + "]}";
    }

    static ChatRequest read(String json) {
        return READER.read(json.getBytes(UTF_8));
    }

    static Fault fault(String json) {
        return fault(json.getBytes(UTF_8));
    }

    static Fault fault(byte[] body) {
        return refused(() -> READER.read(body));
    }

    static Fault refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Refusal refusal = catchThrowableOfType(Refusal.class, call);
        if (refusal == null) {
            throw new AssertionError("nothing was refused");
        }
        return refusal.fault();
    }

    /** What a provider gets that calls the model as the client does. */
    static String upstream(String json) {
        return new String(read(json).upstreamBody("m", OptionalInt.empty()), UTF_8);
    }

    static Model model(int contextLength, int maxStop, Set<Model.Input> inputs, Set<String> refused) {
        return new Model(
                "m",
                List.of(),
                "somebody",
                0,
                contextLength,
                contextLength,
                maxStop,
                inputs,
                refused,
                Caching.USUAL,
                "",
                List.of(new Price(Instant.EPOCH, 1, 1, 1)),
                List.of(new Target("t", URI.create("http://localhost/v1"), List.of(), "up/m", 0, false)));
    }

    static Model textModel() {
        return model(131_072, 4, Set.of(Model.Input.TEXT), Set.of());
    }
}
