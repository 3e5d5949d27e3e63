package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.upstream.Answers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The request and the answer that the first upstream's own document shows. */
class PublishedExampleTest {
    @Test
    void the_published_example_passes_unchanged_and_costs_what_it_says() {
        try (TestGateway gateway = TestGateway.start()) {
            HttpResponse<String> response = gateway.chat(Answers.resource("chat-request.json"));
            assertThat(response.body()).isEqualTo(Answers.resource("chat-response.json"));
            assertThat(response.headers().firstValue("x-tallyport-cost")).hasValue("0.001406500");
            assertThat(response.headers().firstValue("x-tallyport-cost-currency"))
                    .hasValue("CNY");
            Receipt receipt = gateway.receipt();
            assertThat(receipt.cost()).isEqualTo(1_406_500);
            assertThat(receipt.ending()).isEqualTo(Ending.ANSWERED);
            assertThat(gateway.upstream().requests().getLast().text()).isEqualTo(Answers.resource("chat-request.json"));
        }
    }
}
