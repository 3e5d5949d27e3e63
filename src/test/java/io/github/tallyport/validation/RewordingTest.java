package io.github.tallyport.validation;

import static io.github.tallyport.validation.Requests.MESSAGES;
import static io.github.tallyport.validation.Requests.saying;
import static io.github.tallyport.validation.Requests.upstream;
import static io.github.tallyport.validation.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is cut out of a request and what is said in other words, member by member. */
class RewordingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"safety_identifier\":\"s\"",
                "\"prompt_cache_key\":\"k\"",
                "\"prompt_cache_retention\":\"24h\"",
                "\"prompt_cache_options\":{\"a\":1}",
                "\"user\":\"u\"",
                "\"metadata\":{\"k\":\"v\"}",
                "\"store\":true",
                "\"service_tier\":\"auto\"",
                "\"modalities\":[\"text\"]",
                "\"prediction\":{\"type\":\"content\",\"content\":\"x\"}",
                "\"moderation\":{\"a\":[{}]}",
                "\"usage\":{\"include\":true}",
                "\"n\":1",
                "\"never_heard_of\":{\"a\":[1,{\"b\":null}]}",
                "\"models\":[\"dearer\"]",
                "\"route\":\"fallback\"",
                "\"provider\":{\"order\":[\"x\"]}",
                "\"plugins\":[{\"id\":\"web\"}]",
                "\"transforms\":[\"middle-out\"]",
                "\"parallel_tool_calls\":true",
                "\"tool_choice\":\"none\"",
                "\"temperature\":null",
                "\"stop\":null",
                "\"tools\":null",
                "\"stream\":null",
                "\"stream_options\":null",
                "\"max_tokens\":null,\"max_completion_tokens\":null",
                "\"response_format\":null",
                "\"reasoning\":null,\"reasoning_effort\":null,\"include_reasoning\":null",
                "\"audio\":null,\"functions\":null",
                "\"anything\":null"
            })
    void what_a_provider_has_no_use_for_is_cut_out(String members) {
        assertThat(upstream(with(members))).isEqualTo(with(""));
        assertThat(upstream(with("\"top_k\":1," + members + ",\"seed\":2"))).isEqualTo(with("\"top_k\":1,\"seed\":2"));
        assertThat(upstream("{ " + members + " ,\"model\":\"m\"," + MESSAGES + "}"))
                .isEqualTo("{ \"model\":\"m\"," + MESSAGES + "}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                // limits
                "\"max_completion_tokens\":5 | ,\"max_tokens\":5 | ``",
                "\"max_tokens\":5,\"max_completion_tokens\":5 | `` | \"max_tokens\":5",
                // stop
                "\"stop\":\"\\u0041\" | `` | \"stop\":[\"\\u0041\"]",
                // reasoning
                "\"reasoning_effort\":\"high\" | ,\"reasoning\":{\"effort\":\"high\"} | ``",
                "\"reasoning_effort\":\"none\" | ,\"reasoning\":{\"enabled\":false} | ``",
                "\"include_reasoning\":false | ,\"reasoning\":{\"exclude\":true} | ``",
                "\"include_reasoning\":true,\"reasoning_effort\":\"low\" | ,\"reasoning\":{\"effort\":\"low\",\"exclude\":false} | ``",
                "\"reasoning\":{\"exclude\":true},\"reasoning_effort\":\"low\" | `` | \"reasoning\":{\"effort\":\"low\",\"exclude\":true}",
                "\"include_reasoning\":false,\"reasoning\":{\"enabled\":true} | `` | \"reasoning\":{\"exclude\":true,\"enabled\":true}",
                "\"include_reasoning\":false,\"reasoning\":{ } | `` | \"reasoning\":{\"exclude\":true }",
                "\"include_reasoning\":true,\"reasoning\":{\"exclude\":false} | `` | \"reasoning\":{\"exclude\":false}",
                "\"reasoning_effort\":\"low\",\"reasoning\":{\"x\":1,\"enabled\":null} | `` | \"reasoning\":{\"effort\":\"low\"}",
                "\"reasoning\":{\"x\":1,\"exclude\":true,\"y\":2} | `` | \"reasoning\":{\"exclude\":true}",
                // streaming
                "\"stream\":true | ,\"stream_options\":{\"include_usage\":true} | \"stream\":true",
                "\"stream\":true,\"stream_options\":null | ,\"stream_options\":{\"include_usage\":true} | \"stream\":true",
                "\"stream_options\":{\"include_usage\":false},\"stream\":true | `` | \"stream_options\":{\"include_usage\":true},\"stream\":true",
                "\"stream\":true,\"stream_options\":{\"include_obfuscation\":false,\"x\":1} | `` | \"stream\":true,\"stream_options\":{\"include_usage\":true}",
                // unknown inside known
                "\"tools\":[{\"x\":1,\"type\":\"function\",\"function\":{\"name\":\"f\",\"cache_control\":{},\"strict\":null},\"y\":2}] | `` | \"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]",
                "\"response_format\":{\"type\":\"text\",\"x\":1} | `` | \"response_format\":{\"type\":\"text\"}"
            })
    void what_means_the_same_is_said_in_the_providers_words(String members, String added, String left) {
        assertThat(upstream(with(members)))
                .isEqualTo("{\"model\":\"m\"" + added + "," + with(left).substring(13));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"role\":\"developer\",\"content\":\"a\"} | {\"role\":\"system\",\"content\":\"a\"}",
                "{\"content\":\"a\",\"role\":\"developer\"} | {\"content\":\"a\",\"role\":\"system\"}",
                "{\"cache_control\":{\"type\":\"x\"},\"role\":\"user\",\"content\":\"a\",\"name\":null} | {\"role\":\"user\",\"content\":\"a\"}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"cache_control\":{}},{\"image_url\":null,\"type\":\"text\",\"text\":\"b\"}]} | {\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"file\":{\"x\":1},\"refusal\":\"n\"}]} | {\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}",
                "{\"role\":\"user\",\"content\":\"a\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"\"}}],\"tool_call_id\":\"b\",\"reasoning\":\"r\"} | {\"role\":\"user\",\"content\":\"a\"}",
                "{\"tool_call_id\":\"b\",\"role\":\"assistant\",\"content\":\"a\",\"audio\":{\"id\":\"x\"}} | {\"role\":\"assistant\",\"content\":\"a\"}",
                "{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\",\"output\":null}}],\"content\":null,\"refusal\":null} | {\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}],\"content\":null}",
                "{\"role\":\"tool\",\"content\":\"a\",\"tool_call_id\":\"b\",\"reasoning_details\":[],\"is_error\":true} | {\"role\":\"tool\",\"content\":\"a\",\"tool_call_id\":\"b\"}"
            })
    void messages_carry_what_their_role_has_and_nothing_else(String message, String left) {
        assertThat(upstream(saying(message))).isEqualTo(saying(left));
    }
}
