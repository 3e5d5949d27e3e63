package io.github.tallyport.upstream;

import java.util.ArrayList;
import java.util.List;

/** Data of stream events as providers write them; the differences between providers are what the tests are about. */
public final class StreamParts {
    private static final String HEAD =
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1759159756,"
                    + "\"model\":\"deepseek/deepseek-v3.2-exp\",\"choices\":";

    private StreamParts() {}

    /** A whole stream in OpenAI's shape: role, each text as a delta, finish, usage in its own chunk, {@code [DONE]}. */
    public static String[] stream(String... texts) {
        List<String> all = new ArrayList<>();
        all.add(role());
        for (String text : texts) {
            all.add(delta(text));
        }
        all.add(finish("stop"));
        all.add(usage(9, texts.length));
        all.add(Answers.DONE);
        return all.toArray(String[]::new);
    }

    public static String role() {
        return choice("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    }

    /** @param text put between quotes as it is */
    public static String delta(String text) {
        return choice("{\"content\":\"" + text + "\"}", "null");
    }

    public static String finish(String reason) {
        return choice("{}", "\"" + reason + "\"");
    }

    public static String usage(int prompt, int completion) {
        return HEAD + "[]," + usageMember(prompt, completion) + "}";
    }

    /** As DeepSeek does it: finish reason and usage in one chunk. */
    public static String finishWithUsage(String reason, int prompt, int completion) {
        String finish = finish(reason);
        return finish.substring(0, finish.length() - 1) + "," + usageMember(prompt, completion) + "}";
    }

    /** As OpenRouter does it: usage after the finish, with a choice in it. */
    public static String trailingUsageWithChoice(int prompt, int completion) {
        String empty = choice("{\"role\":\"assistant\",\"content\":\"\"}", "null");
        return empty.substring(0, empty.length() - 1) + "," + usageMember(prompt, completion) + "}";
    }

    /** Both are JSON, put in as they are. */
    public static String choice(String delta, String finishReason) {
        return HEAD + "[{\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finishReason
                + "}]}";
    }

    public static String usageMember(int prompt, int completion) {
        return "\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion + ",\"total_tokens\":"
                + (prompt + completion) + "}";
    }
}
