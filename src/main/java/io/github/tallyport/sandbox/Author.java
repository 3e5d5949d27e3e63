package io.github.tallyport.sandbox;

import io.github.tallyport.openai.Usage;
import io.github.tallyport.sandbox.Reply.Call;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the answer: the same one to the same request, about what was asked, and as long as it may be. */
final class Author {
    private static final int EXCERPT = 160;
    private static final String FILLER =
            "This sentence only makes the answer longer, as the request has asked for a long one. ";

    private Author() {}

    static Reply reply(Ask ask, Rehearsal rehearsal) {
        boolean cutShort = rehearsal.finish() != null;
        String thoughts = ask.thinks() ? thoughts(ask) : "";
        Ask.Tool tool = called(ask, rehearsal);
        String said = tool == null ? stopped(content(ask, rehearsal), ask) : arguments(tool);
        said = cutShort ? Length.half(said) : said;

        String thought = Length.atMost(thoughts, ask.maxTokens());
        long reasoning = Length.tokens(thought);
        String told = Length.atMost(said, ask.maxTokens() - reasoning);
        boolean tooLong = thought.length() < thoughts.length() || told.length() < said.length();

        return new Reply(
                ask.thinks() && ask.tellsThoughts() ? thought : null,
                tool == null ? told : null,
                tool == null ? null : new Call(tool.name(), told),
                finish(rehearsal.finish(), tooLong, tool != null),
                rehearsal.withUsage()
                        ? new Usage.Reported(ask.promptTokens(), 0, reasoning + Length.tokens(told), reasoning)
                        : null);
    }

    /** After a tool's answer only a forced call is repeated: a rehearsed one would go round in circles. */
    private static Ask.@Nullable Tool called(Ask ask, Rehearsal rehearsal) {
        boolean rehearsed = rehearsal.callsTool()
                && ask.toolAnswer() == null
                && !ask.tools().isEmpty();
        return ask.forced() != null ? ask.forced() : rehearsed ? ask.tools().getFirst() : null;
    }

    private static String finish(@Nullable String rehearsed, boolean tooLong, boolean call) {
        if (rehearsed != null) {
            return rehearsed;
        }
        return tooLong ? "length" : call ? "tool_calls" : "stop";
    }

    private static String arguments(Ask.Tool tool) {
        return tool.parameters() == null
                ? "{}"
                : new SchemaSample(tool.parameters()).object().toString();
    }

    private static String content(Ask ask, Rehearsal rehearsal) {
        if (rehearsal.tokens() >= 0) {
            long wanted = rehearsal.tokens();
            int sentences = Math.toIntExact(wanted / (Length.tokens(FILLER) - 1) + 2);
            return Length.atMost(FILLER.repeat(sentences), wanted);
        }
        if (ask.form() == Ask.Form.SCHEMA && ask.schema() != null) {
            return new SchemaSample(ask.schema()).object().toString();
        }
        if (ask.form() != Ask.Form.TEXT) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            return object.put("answer", text(ask)).put("sandbox", true).toString();
        }
        return text(ask);
    }

    private static String text(Ask ask) {
        boolean chinese = ask.question().codePoints().anyMatch(c -> c >= 0x4E00 && c <= 0x9FFF);
        return chinese ? inChinese(ask) : inEnglish(ask);
    }

    private static String inEnglish(Ask ask) {
        String heard = ask.toolAnswer() == null
                ? "You asked: \"" + Length.excerpt(ask.question(), EXCERPT) + "\"."
                : "The tool answered: \"" + Length.excerpt(ask.toolAnswer(), EXCERPT) + "\".";
        String offered = ask.tools().isEmpty()
                ? ""
                : " and the tools "
                        + ask.tools().stream().map(Ask.Tool::name).limit(8).collect(Collectors.joining(", "));
        return heard + " I am the sandbox of Tallyport, so no model has read this and nothing was paid for it. "
                + "What arrived here: " + ask.messages() + (ask.messages() == 1 ? " message" : " messages") + offered
                + ", about " + ask.promptTokens()
                + " tokens in all. The same request always gets this same answer; with an "
                + "upstream key in the gateway's environment, a real one takes its place.";
    }

    private static String inChinese(Ask ask) {
        String heard = ask.toolAnswer() == null
                ? "你问的是:“" + Length.excerpt(ask.question(), EXCERPT) + "”。"
                : "工具的回答是:“" + Length.excerpt(ask.toolAnswer(), EXCERPT) + "”。";
        return heard + "我是 Tallyport 的沙箱,没有任何模型读过这段话,也没有产生任何费用。这里收到了 " + ask.messages() + " 条消息,大约 "
                + ask.promptTokens() + " 个 token。同样的请求总会得到同样的回答;在网关的环境中配置上游密钥之后,这里就是真实模型的回答。";
    }

    private static String thoughts(Ask ask) {
        return "The question has "
                + ask.question().codePointCount(0, ask.question().length())
                + " characters and comes in a conversation of " + ask.messages()
                + ". A model would think about it here; the sandbox shows where its thoughts would appear.";
    }

    private static String stopped(String text, Ask ask) {
        int end = text.length();
        for (String stop : ask.stop()) {
            int at = text.indexOf(stop);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return text.substring(0, end);
    }
}
