package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.openai.Change;
import io.github.tallyport.openai.PartKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** One part of a content: its type, and the payload that is called like it. Payloads of other kinds are not sent on. */
final class PartReader {
    private static final PartKind[] KINDS = PartKind.values();
    private static final Choices TYPES =
            new Choices(Arrays.stream(KINDS).map(PartKind::wireName).toArray(String[]::new));

    /** What stands under a payload's name, and where. */
    private record Payload(JsonToken token, Change cut) {}

    private final Map<PartKind, Payload> payloads = new EnumMap<>(PartKind.class);

    PartKind read(Reading at) {
        at.require(JsonToken.START_OBJECT, "an object");
        payloads.clear();
        PartKind kind = null;
        while (at.nextIsName()) {
            int from = at.start();
            String name = at.name();
            at.next();
            if (name.equals("type")) {
                kind = KINDS[TYPES.require(at)];
            } else {
                payload(at, name, from);
            }
        }
        if (kind == null) {
            throw at.missing("type");
        }
        judge(at, kind);
        return kind;
    }

    private void payload(Reading at, String name, int from) {
        PartKind kind = payloadOf(name);
        if (kind == null || at.isNull()) {
            at.leaveOut(name, from);
            return;
        }
        JsonToken token = at.token();
        if (at.isText() && isText(kind)) {
            at.meter();
        }
        at.skip();
        payloads.put(kind, new Payload(token, Change.cut(from, at.end())));
    }

    private void judge(Reading at, PartKind kind) {
        Payload own = payloads.remove(kind);
        if (own == null) {
            throw at.missing(kind.wireName());
        }
        if (own.token != (isText(kind) ? JsonToken.VALUE_STRING : JsonToken.START_OBJECT)) {
            throw ParameterFaults.wrongType(
                            at.path() + "." + kind.wireName(),
                            isText(kind) ? "a string" : "an object",
                            Reading.described(own.token))
                    .refusal();
        }
        payloads.values().forEach(other -> at.draft().changes.add(other.cut));
        if (!isText(kind)) {
            at.draft().media(kind, at);
        }
    }

    private static boolean isText(PartKind kind) {
        return kind == PartKind.TEXT || kind == PartKind.REFUSAL;
    }

    private static @Nullable PartKind payloadOf(String name) {
        return switch (name) {
            case "text" -> PartKind.TEXT;
            case "image_url" -> PartKind.IMAGE;
            case "input_audio" -> PartKind.AUDIO;
            case "file" -> PartKind.FILE;
            case "refusal" -> PartKind.REFUSAL;
            default -> null;
        };
    }
}
