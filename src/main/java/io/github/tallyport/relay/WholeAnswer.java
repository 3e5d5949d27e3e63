package io.github.tallyport.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.UpstreamFaults;
import io.github.tallyport.openai.Stretch;
import io.github.tallyport.openai.TokenMeter;
import io.github.tallyport.openai.Usage;
import org.jspecify.annotations.Nullable;

/** A JSON answer as the client gets it. */
public record WholeAnswer(
        byte[] body,
        Usage usage,
        @Nullable String finishReason,
        @Nullable String upstreamCost) implements Progress {

    /**
     * Puts an answer right.
     *
     * @throws io.github.tallyport.fault.Refusal when it is an error in the clothes of a success, or no completion at all
     */
    public static WholeAnswer of(byte[] document, RelayTerms terms) {
        Completion completion = new Completion();
        if (!new CompletionReader(completion, null).read(document, 0, document.length)) {
            throw UpstreamFaults.broken("its answer is not JSON").refusal();
        }
        if (completion.error != null) {
            throw ProviderFaults.ofError(completion.error).refusal();
        }
        if (FinishReason.isFailure(completion.finishReason)) {
            throw UpstreamFaults.broken("the model broke off").refusal();
        }
        if (completion.choices == 0) {
            throw UpstreamFaults.broken("its answer has no choices").refusal();
        }
        Usage reported = completion.usage.usage();
        Usage usage = reported == null ? terms.estimated(said(document)) : reported;
        String finish = completion.finishReason == null ? null : FinishReason.known(completion.finishReason);
        return new WholeAnswer(edited(document, completion, terms, usage), usage, finish, completion.usage.cost());
    }

    @Override
    public boolean over() {
        return true;
    }

    @Override
    public @Nullable Fault fault() {
        return null;
    }

    @Override
    public @Nullable Stretch usageEvent() {
        return null;
    }

    /** Tokens of the text, about: read a second time, as providers mostly tell. */
    private static long said(byte[] document) {
        TokenMeter said = new TokenMeter();
        new CompletionReader(new Completion(), said).read(document, 0, document.length);
        return said.estimate();
    }

    private static byte[] edited(byte[] document, Completion completion, RelayTerms terms, Usage usage) {
        Edits edits = new Edits(terms);
        edits.common(document, 0, completion);
        if (!completion.modelValue.present()) {
            edits.put(completion.body, "\"model\":" + new String(edits.quotedModel(), UTF_8) + ",");
        }
        edits.cut(completion.formerUsages);
        if (usage instanceof Usage.Reported) {
            edits.cut(completion.costMembers);
        } else if (completion.usageValue.present()) {
            edits.replace(completion.usageValue, UsageText.of(usage).getBytes(UTF_8));
        }
        int start = completion.body - 1;
        return edits.isEmpty() && start == 0 ? document : edits.apply(document, 0, document.length);
    }
}
