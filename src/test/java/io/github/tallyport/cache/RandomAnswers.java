package io.github.tallyport.cache;

import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers by chance, with whatever providers put into them. */
final class RandomAnswers {
    private static final String[] WORDS = {
        "Hello",
        " world",
        "你好",
        "😀",
        "\"quoted\"",
        "\\",
        "\n",
        "\u0000",
        "é",
        "  ",
        "\uD83D\uDC69\u200D\uD83D\uDE80",
        "/",
        "{}"
    };

    private final Random random;

    RandomAnswers(long seed) {
        random = new Random(seed);
    }

    /** A {@code chat.completion}, some of its characters escaped. */
    String next() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("id", "chatcmpl-" + random.nextInt());
        answer.put("object", "chat.completion");
        answer.put("created", 1_700_000_000 + random.nextInt(1_000_000));
        answer.put("model", "a/model");
        if (random.nextBoolean()) {
            answer.put("system_fingerprint", "fp_" + random.nextInt());
        }
        ObjectNode choice = answer.putArray("choices").addObject();
        choice.put("index", 0);
        boolean calls = random.nextInt(3) == 0;
        message(choice.putObject("message"), calls);
        switch (random.nextInt(3)) {
            case 0 -> choice.putNull("logprobs");
            case 1 -> logprobs(choice.putObject("logprobs"));
            default -> {}
        }
        choice.put("finish_reason", calls ? "tool_calls" : "stop");
        ObjectNode usage = answer.putObject("usage");
        usage.put("prompt_tokens", 9);
        usage.put("completion_tokens", 2);
        usage.put("total_tokens", 11);
        String text = JsonMapper.shared().writeValueAsString(answer);
        return random.nextBoolean() ? text : escaped(text);
    }

    private void message(ObjectNode message, boolean calls) {
        message.put("role", "assistant");
        if (calls && random.nextBoolean()) {
            message.putNull("content");
        } else {
            message.put("content", text(200));
        }
        if (random.nextInt(3) == 0) {
            message.putNull("refusal");
        }
        if (random.nextInt(3) == 0) {
            message.put("reasoning_content", text(100));
        }
        if (random.nextInt(4) == 0) {
            message.put("reasoning", text(20));
        }
        if (calls) {
            ArrayNode list = message.putArray("tool_calls");
            for (int i = random.nextInt(3); i >= 0; i--) {
                ObjectNode call = list.addObject();
                call.put("id", "call_" + random.nextInt());
                call.put("type", "function");
                ObjectNode function = call.putObject("function");
                function.put("name", "f" + i);
                function.put("arguments", random.nextInt(4) == 0 ? "" : "{\"text\":\"" + text(30) + "\"}");
            }
        }
    }

    private void logprobs(ObjectNode logprobs) {
        ArrayNode content = logprobs.putArray("content");
        for (int i = random.nextInt(4); i > 0; i--) {
            ObjectNode token = content.addObject();
            token.put("token", text(2));
            token.put("logprob", -random.nextInt(1000) / 64.0);
            token.putArray("bytes").add(random.nextInt(256));
            token.putArray("top_logprobs");
        }
        logprobs.putNull("refusal");
    }

    private String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(words + 1); i > 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> {
            if (c > 127) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }
}
