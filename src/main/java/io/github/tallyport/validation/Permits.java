package io.github.tallyport.validation;

import io.github.tallyport.catalogue.Model;
import io.github.tallyport.fault.ContextFaults;
import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.openai.ChatRequest;
import io.github.tallyport.openai.PartKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Says whether a model takes a request. Stateless. */
public final class Permits {
    /**
     * What may be sent to any target of the model.
     *
     * @throws Refusal 400, with the first thing the model does not take, or because the request cannot fit its window
     */
    public Permitted permit(ChatRequest request, Model model) {
        parameters(request, model);
        values(request, model);
        media(request, model);
        context(request, model);
        return new Permitted(request, model);
    }

    private static void parameters(ChatRequest request, Model model) {
        if (model.refused().isEmpty()) {
            return;
        }
        for (String name : request.parameters()) {
            if (model.refused().contains(name)) {
                throw ParameterFaults.unsupported(name).refusal();
            }
        }
    }

    private static void values(ChatRequest request, Model model) {
        if (request.choices() > 1) {
            throw ParameterFaults.unsupportedValue(
                            "n", String.valueOf(request.choices()), "Only the default (1) value is supported.")
                    .refusal();
        }
        if (request.audio()) {
            throw ParameterFaults.unsupportedValue("modalities", "'audio'", "Supported values are: 'text'.")
                    .refusal();
        }
        if (request.stops() > model.maxStop()) {
            throw ParameterFaults.arrayTooLong("stop", model.maxStop(), request.stops())
                    .refusal();
        }
    }

    private static void media(ChatRequest request, Model model) {
        for (Map.Entry<PartKind, String> part : request.media().entrySet()) {
            if (!model.inputs().contains(inputOf(part.getKey()))) {
                throw ParameterFaults.unsupportedValue(
                                part.getValue(),
                                "'" + part.getKey().wireName() + "'",
                                "Supported values are: " + ParameterFaults.listed(taken(model)) + ".")
                        .refusal();
            }
        }
    }

    /**
     * Only what cannot fit is refused here; the provider counts exactly. An answer as long as was asked for is part of it: the
     * provider reserves its room.
     */
    private static void context(ChatRequest request, Model model) {
        long prompt = request.prompt().atLeast();
        long completion = request.maxTokens().orElse(0);
        if (prompt + completion > model.contextLength()) {
            throw ContextFaults.tooLong(model.contextLength(), prompt, completion)
                    .refusal();
        }
    }

    private static List<String> taken(Model model) {
        return model.inputs().stream()
                .sorted(Comparator.naturalOrder())
                .map(input -> partOf(input).wireName())
                .toList();
    }

    private static Model.Input inputOf(PartKind kind) {
        return switch (kind) {
            case TEXT, REFUSAL -> Model.Input.TEXT;
            case IMAGE -> Model.Input.IMAGE;
            case AUDIO -> Model.Input.AUDIO;
            case FILE -> Model.Input.FILE;
        };
    }

    private static PartKind partOf(Model.Input input) {
        return switch (input) {
            case TEXT -> PartKind.TEXT;
            case IMAGE -> PartKind.IMAGE;
            case AUDIO -> PartKind.AUDIO;
            case FILE -> PartKind.FILE;
        };
    }
}
