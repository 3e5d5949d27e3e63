package io.github.tallyport.validation;

import static io.github.tallyport.validation.Parameter.Fate.DROP;
import static io.github.tallyport.validation.Parameter.Fate.FORWARD;
import static io.github.tallyport.validation.Parameter.Fate.PAIRED;
import static io.github.tallyport.validation.Parameter.Fate.REFUSE;
import static io.github.tallyport.validation.Parameter.Fate.REQUIRED;

import io.github.tallyport.fault.ParameterFaults;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters the gateway knows: those the provider publishes, OpenAI's, and what OpenRouter's clients send. */
final class Parameters {
    private static final int MAX_MODEL = 256;
    private static final int MAX_USER = 512;
    private static final int MAX_IDENTIFIER = 64;
    private static final int MAX_CHOICES = 128;
    private static final int MAX_TOP_LOGPROBS = 20;

    private static final Rule UNREAD = Reading::skip;
    private static final Rule STREAM_OPTIONS = new ObjectRule()
            .may("include_usage", new FlagRule((draft, value) -> draft.includeUsage = value))
            .may("include_obfuscation", FlagRule.ANY);

    private static final Map<String, Parameter> TABLE = table(
            // the conversation
            row("model", REQUIRED, new TextRule(MAX_MODEL, Parameters::model)),
            row("messages", REQUIRED, new MessagesRule()),
            // sampling
            row("temperature", FORWARD, new TemperatureRule()),
            row("top_p", FORWARD, new DecimalRule(0, 1)),
            row("top_k", FORWARD, IntegerRule.between(0, Long.MAX_VALUE)),
            row("frequency_penalty", FORWARD, new DecimalRule(-2, 2)),
            row("presence_penalty", FORWARD, new DecimalRule(-2, 2)),
            row("repetition_penalty", FORWARD, new DecimalRule(0, 2)),
            row("min_p", FORWARD, new DecimalRule(0, 1)),
            row("top_a", FORWARD, new DecimalRule(0, 1)),
            row(
                    "seed",
                    FORWARD,
                    new IntegerRule(Long.MIN_VALUE, Long.MAX_VALUE, (draft, _) -> draft.deterministic = true)),
            row("logit_bias", FORWARD, new LogitBiasRule()),
            row("n", DROP, new IntegerRule(1, MAX_CHOICES, (draft, value) -> draft.choices = (int) value)),
            // the answer
            row("max_tokens", PAIRED, tokens((draft, value) -> draft.maxTokens = OptionalInt.of((int) value))),
            row(
                    "max_completion_tokens",
                    PAIRED,
                    tokens((draft, value) -> draft.maxCompletionTokens = OptionalInt.of((int) value))),
            row("stop", FORWARD, new StopRule()),
            row("logprobs", FORWARD, new FlagRule((draft, value) -> draft.logprobs = value)),
            row(
                    "top_logprobs",
                    FORWARD,
                    new IntegerRule(0, MAX_TOP_LOGPROBS, (draft, value) -> draft.topLogprobs = value)),
            row("response_format", FORWARD, new ResponseFormatRule()),
            row("structured_outputs", FORWARD, FlagRule.ANY),
            row("verbosity", FORWARD, ChoiceRule.of("low", "medium", "high")),
            row("modalities", DROP, modalities()),
            // streaming
            row("stream", FORWARD, new FlagRule((draft, value) -> draft.stream = value)),
            row("stream_options", PAIRED, STREAM_OPTIONS),
            // tools
            row("tools", FORWARD, new ToolsRule()),
            row("tool_choice", PAIRED, new ToolChoiceRule()),
            row("parallel_tool_calls", PAIRED, FlagRule.ANY),
            // reasoning
            row("reasoning", FORWARD, new ReasoningRule()),
            row("reasoning_effort", PAIRED, ReasoningRule.EFFORT),
            row("include_reasoning", PAIRED, new FlagRule((draft, value) -> draft.reasoning.included = value)),
            // labels, which the gateway keeps; the end user's id stays here because even hashed it would let the
            // provider
            // follow a person, and OpenRouter routes by it
            row("user", DROP, new TextRule(MAX_USER, Parameters::user)),
            row("metadata", DROP, new MetadataRule()),
            // what is of no use to the provider
            row("safety_identifier", DROP, TextRule.upTo(MAX_IDENTIFIER)),
            row("prompt_cache_key", DROP, TextRule.ANY),
            row("prompt_cache_retention", DROP, TextRule.ANY),
            row("prompt_cache_options", DROP, ShapeRule.OBJECT),
            row("store", DROP, FlagRule.ANY),
            row("service_tier", DROP, ChoiceRule.of("auto", "default", "flex", "scale", "priority", "fast")),
            row("prediction", DROP, ShapeRule.OBJECT),
            row("moderation", DROP, ShapeRule.OBJECT),
            row("usage", DROP, ShapeRule.OBJECT),
            // what would need another kind of answer
            row("audio", REFUSE, UNREAD),
            row("web_search_options", REFUSE, UNREAD),
            row("functions", REFUSE, UNREAD),
            row("function_call", REFUSE, UNREAD));

    /** They choose another model, provider or paid plugin behind the price table. */
    private static final Set<String> STEERING = Set.of("models", "route", "provider", "plugins", "transforms");

    private Parameters() {}

    static @Nullable Parameter find(String name) {
        return TABLE.get(name);
    }

    static boolean steers(String name) {
        return STEERING.contains(name);
    }

    private static void model(Reading at) {
        Draft draft = at.draft();
        draft.model = at.text();
        draft.modelFrom = at.start();
        draft.modelTo = at.end();
    }

    private static void user(Reading at) {
        String user = at.text();
        if (user.indexOf(0) >= 0) {
            throw ParameterFaults.nulCharacter("user").refusal();
        }
        at.draft().user = user;
    }

    private static IntegerRule tokens(IntegerRule.Sink sink) {
        return new IntegerRule(1, Integer.MAX_VALUE, sink);
    }

    private static Rule modalities() {
        return new ArrayRule(
                2,
                "an array of strings",
                ChoiceRule.of("text", "audio").then((draft, word) -> draft.audio |= word.equals("audio")));
    }

    private static Parameter row(String name, Parameter.Fate fate, Rule rule) {
        return new Parameter(name, fate, rule);
    }

    private static Map<String, Parameter> table(Parameter... rows) {
        Map<String, Parameter> table = HashMap.newHashMap(rows.length * 2);
        Arrays.stream(rows).forEach(row -> table.put(row.name(), row));
        return table;
    }
}
