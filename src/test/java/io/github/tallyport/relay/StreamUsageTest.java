package io.github.tallyport.relay;

import static io.github.tallyport.relay.Relayed.DONE;
import static io.github.tallyport.relay.Relayed.HI;
import static io.github.tallyport.relay.Relayed.ROLE;
import static io.github.tallyport.relay.Relayed.STOP;
import static io.github.tallyport.relay.Relayed.USAGE;
import static io.github.tallyport.relay.Relayed.chunk;
import static io.github.tallyport.relay.Relayed.play;
import static io.github.tallyport.relay.Relayed.relay;
import static io.github.tallyport.relay.Relayed.relayed;
import static io.github.tallyport.relay.Relayed.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.openai.Usage;
import org.junit.jupiter.api.Test;

/** Where a stream's usage comes from, and where the client sees it. */
class StreamUsageTest {
    @Test
    void a_client_that_did_not_ask_sees_no_usage_chunk_but_the_usage_is_known() {
        StreamRelay relay = relay(false);
        assertThat(play(relay, stream(ROLE, HI, STOP, USAGE, DONE), 4096)).isEqualTo(stream(ROLE, HI, STOP, DONE));
        assertThat(relay.usage()).isEqualTo(new Usage.Reported(9, 0, 2, 0));
    }

    @Test
    void usage_on_the_finish_chunk_moves_into_its_own_last_chunk() {
        String native_ = STOP.substring(0, STOP.length() - 1)
                + ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11,\"prompt_cache_hit_tokens\":4}}";
        String out = relayed(true, ROLE, HI, native_, DONE);
        assertThat(out)
                .contains(stream(STOP))
                .endsWith(
                        "\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11,\"prompt_cache_hit_tokens\":4}}\n\ndata: [DONE]\n\n");
    }

    @Test
    void usage_on_every_chunk_is_sent_once_and_the_last_one_counts() {
        String first = HI.substring(0, HI.length() - 1)
                + ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1,\"total_tokens\":10}}";
        StreamRelay relay = relay(true);
        String out = play(relay, stream(first, STOP, USAGE, DONE), 4096);
        assertThat(out.split("\"usage\"", -1)).hasSize(2);
        assertThat(relay.usage()).isEqualTo(new Usage.Reported(9, 0, 2, 0));
    }

    @Test
    void openrouters_trailing_usage_chunk_with_a_choice_becomes_one_without() {
        String trailing =
                "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}],\"usage\":{\"cost\":0.1,\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11,\"cost_details\":{\"upstream_inference_cost\":0.1}}}";
        assertThat(relayed(true, ROLE, HI, STOP, trailing, DONE)).isEqualTo(stream(ROLE, HI, STOP, USAGE, DONE));
    }

    @Test
    void nothing_but_usage_follows_the_finish_reason() {
        assertThat(relayed(false, ROLE, STOP, HI, STOP, DONE, HI)).isEqualTo(stream(ROLE, STOP, DONE));
    }

    @Test
    void absent_usage_is_estimated_and_sent_when_asked_for() {
        StreamRelay relay = relay(true);
        String out = play(
                relay,
                stream(ROLE, chunk("\"delta\":{\"content\":\"" + "word ".repeat(100) + "\"}"), STOP, DONE),
                4096);
        assertThat(relay.usage()).isInstanceOf(Usage.Estimated.class);
        assertThat(relay.usage().completion()).isBetween(100L, 250L);
        assertThat(out)
                .contains("\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":"
                        + relay.usage().completion());
    }

    @Test
    void usage_reported_midway_is_the_least_of_an_estimate() {
        String midway = HI.substring(0, HI.length() - 1)
                + ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,\"total_tokens\":13}}";
        String more = chunk("\"delta\":{\"content\":\"" + "word ".repeat(100) + "\"},\"finish_reason\":null");

        StreamRelay left = relay(true);
        play(left, stream(ROLE, midway), 4096, false);
        assertThat(left.usage()).isEqualTo(new Usage.Estimated(9, 4));

        StreamRelay stale = relay(true);
        String out = play(stale, stream(ROLE, midway, more, STOP, DONE), 4096);
        assertThat(stale.usage()).isInstanceOf(Usage.Estimated.class);
        assertThat(stale.usage().prompt()).isEqualTo(9);
        assertThat(stale.usage().completion()).isBetween(100L, 250L);
        assertThat(out)
                .contains("\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":"
                        + stale.usage().completion());

        StreamRelay doubted = relay(true);
        play(doubted, stream(ROLE, midway, STOP, USAGE.replace(":9", ":-9"), DONE), 4096);
        assertThat(doubted.usage()).isEqualTo(new Usage.Estimated(9, 4));
    }

    @Test
    void an_estimate_is_never_more_than_the_provider_was_told_the_answer_may_have() {
        RelayTerms terms = new RelayTerms("req_1", "m", true, ReasoningField.BOTH, 7, 20, 77, 1 << 20, fault -> fault);
        String words = chunk("\"delta\":{\"content\":\"" + "word ".repeat(100) + "\"}");

        StreamRelay left = relay(terms);
        play(left, stream(ROLE, words), 4096, false);
        assertThat(left.usage()).isEqualTo(new Usage.Estimated(7, 20));

        StreamRelay unsaid = relay(terms);
        assertThat(play(unsaid, stream(ROLE, words, STOP, DONE), 4096))
                .contains("\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":20,\"total_tokens\":27");
        assertThat(unsaid.usage()).isEqualTo(new Usage.Estimated(7, 20));
    }

    @Test
    void what_is_reported_counts_also_above_what_the_provider_was_told() {
        RelayTerms terms = new RelayTerms("req_1", "m", true, ReasoningField.BOTH, 7, 1, 77, 1 << 20, fault -> fault);
        String midway = HI.substring(0, HI.length() - 1)
                + ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,\"total_tokens\":13}}";

        StreamRelay whole = relay(terms);
        play(whole, stream(ROLE, HI, STOP, USAGE, DONE), 4096);
        assertThat(whole.usage()).isEqualTo(new Usage.Reported(9, 0, 2, 0));

        StreamRelay left = relay(terms);
        play(left, stream(ROLE, midway), 4096, false);
        assertThat(left.usage()).isEqualTo(new Usage.Estimated(9, 4));
    }

    @Test
    void text_after_the_usage_and_the_end_changes_nothing() {
        StreamRelay relay = relay(false);
        play(relay, stream(ROLE, HI, STOP, USAGE, HI, HI, DONE), 4096);
        assertThat(relay.usage()).isEqualTo(new Usage.Reported(9, 0, 2, 0));
    }
}
