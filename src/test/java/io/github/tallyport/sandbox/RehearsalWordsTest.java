package io.github.tallyport.sandbox;

import static io.github.tallyport.sandbox.Simulator.asking;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RehearsalWordsTest {
    private static Simulator simulator;

    @BeforeAll
    static void start() {
        simulator = new Simulator();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tallyport:xyz",
                "tallyport:",
                "tallyport:200",
                "tallyport:429-",
                "my-tallyport:429",
                "tallyport:429x",
                "tallyport:slow-10",
                "TALLYPORT:429",
                "tallyport:429_"
            })
    void what_is_no_word_of_the_grammar_is_ordinary_content(String word) throws Exception {
        JsonNode answer = simulator.answer(asking(word));
        assertThat(answer.at("/choices/0/message/content").stringValue()).contains(word);
        assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
    }

    @Test
    void words_stand_anywhere_in_the_last_user_message_and_only_there() throws Exception {
        assertThat(simulator.post(asking("Please answer (tallyport:500).")).statusCode())
                .isEqualTo(500);
        String earlier = "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"tallyport:500\"},"
                + "{\"role\":\"user\",\"content\":\"tallyport:500\"},{\"role\":\"user\",\"content\":\"hello\"}]}";
        assertThat(simulator.post(earlier).statusCode()).isEqualTo(200);
    }

    @Test
    void of_two_accidents_the_first_happens() throws Exception {
        assertThat(simulator.post(asking("tallyport:503 tallyport:429")).statusCode())
                .isEqualTo(503);
        assertThat(simulator.post(asking("tallyport:200-error tallyport:429")).statusCode())
                .isEqualTo(200);
    }
}
