package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.fault.RequestFaults;
import io.github.tallyport.openai.Change;
import io.github.tallyport.openai.ChatRequest;
import io.github.tallyport.openai.PromptSize;
import io.github.tallyport.openai.Revision;
import java.util.Collections;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Reads the body of a chat completion, strictly and once. Thread-safe; does not block. */
public final class RequestReader {
    private final JsonFactory json;
    private final UnknownParameters unknown;
    private final int maxNames;

    RequestReader(ValidationProperties properties) {
        this.unknown = properties.unknownParameters();
        this.maxNames = properties.maxNames();
        this.json = JsonFactory.builder()
                .streamReadConstraints(properties.constraints())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                // few threads read, and each for microseconds: a pool they share would cost more than it saves
                .recyclerPool(JsonRecyclerPools.threadLocalPool())
                .build();
    }

    /**
     * What the client asks for, whichever model it is.
     *
     * @param body belongs to the request from now on, and is not changed
     * @throws Refusal for anything but a well-formed request: 400 with the first finding, or that it is no JSON at all
     */
    public ChatRequest read(byte[] body) {
        if (!StrictUtf8.isStrict(body)) {
            throw RequestFaults.invalidJson().refusal();
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), body)) {
            Reading at = new Reading(parser, body, maxNames);
            try {
                return request(at, body);
            } catch (Refusal finding) {
                // a document that is no JSON has no findings: read on to know
                at.toTheEnd();
                throw finding;
            }
        } catch (JacksonException e) {
            throw RequestFaults.invalidJson().refusal();
        }
    }

    private ChatRequest request(Reading at, byte[] body) {
        if (at.next() != JsonToken.START_OBJECT) {
            throw RequestFaults.invalidJson().refusal();
        }
        while (at.nextIsName()) {
            member(at);
        }
        if (at.next() != JsonToken.NOT_AVAILABLE) {
            throw RequestFaults.invalidJson().refusal();
        }
        return finished(at.draft(), body);
    }

    private void member(Reading at) {
        int from = at.start();
        String name = at.name();
        at.next();
        Parameter parameter = Parameters.find(name);
        if (parameter != null && !(at.isNull() && parameter.fate() != Parameter.Fate.REQUIRED)) {
            parameter.read(at, from);
        } else if (at.isNull() || parameter != null || unknown == UnknownParameters.DROP) {
            at.leaveOut(name, from);
        } else if (unknown == UnknownParameters.REJECT) {
            throw ParameterFaults.unknown(name).refusal();
        } else if (Parameters.steers(name)) {
            at.leaveOut(name, from);
        } else {
            at.foreign(name);
            at.skip();
            at.draft().parameters.add(name);
        }
    }

    private static ChatRequest finished(Draft draft, byte[] body) {
        String model = draft.model;
        if (model == null) {
            throw ParameterFaults.missing("model").refusal();
        }
        if (!draft.messages) {
            throw ParameterFaults.missing("messages").refusal();
        }
        Pairings.settle(draft);
        Revision revision = new Revision(
                draft.changes,
                Change.cut(draft.modelFrom, draft.modelTo),
                Pairings.maxTokensMember(draft),
                draft.maxTokens,
                draft.additions.toString());
        return new ChatRequest(
                body,
                model,
                draft.stream,
                draft.includeUsage,
                Pairings.maxTokens(draft),
                PromptSize.of(draft.meter),
                Collections.unmodifiableList(draft.parameters),
                Collections.unmodifiableMap(draft.media),
                draft.deterministic,
                draft.choices,
                draft.audio,
                draft.stops,
                draft.metadata,
                draft.user,
                revision);
    }
}
