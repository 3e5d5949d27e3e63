package io.github.tallyport.validation;

import io.github.tallyport.openai.PartKind;
import java.util.Arrays;
import java.util.List;

/** Who speaks, and in what kinds of parts. The legacy {@code function} is refused as the parameter {@code functions} is. */
enum Role {
    SYSTEM,
    DEVELOPER,
    USER,
    ASSISTANT,
    TOOL;

    private static final Choices NAMES = new Choices("system", "developer", "user", "assistant", "tool");
    private static final Role[] ALL = values();

    static Role read(Reading at) {
        return ALL[NAMES.require(at)];
    }

    boolean speaks(PartKind kind) {
        return switch (kind) {
            case TEXT -> true;
            case IMAGE, AUDIO, FILE -> this == USER;
            case REFUSAL -> this == ASSISTANT;
        };
    }

    List<String> partNames() {
        return Arrays.stream(PartKind.values())
                .filter(this::speaks)
                .map(PartKind::wireName)
                .toList();
    }
}
