package io.github.tallyport.observe;

import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.ReceiptListener;
import io.github.tallyport.ledger.Times;
import io.github.tallyport.money.Money;
import io.github.tallyport.openai.Usage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per request: ids and numbers, never bodies, prompts, headers or keys. */
final class AccessLog implements ReceiptListener {
    private static final Logger LOG = LoggerFactory.getLogger("tallyport.access");

    @Override
    public void settled(Receipt receipt) {
        if (LOG.isInfoEnabled()) {
            LOG.info(line(receipt));
        }
    }

    /** As {@code name=value} pairs; values come from the gateway's own vocabulary and need no quotes. */
    static String line(Receipt receipt) {
        Asking asking = receipt.asking();
        Times times = receipt.times();
        Usage usage = receipt.usage();
        return "request_id=" + asking.requestId()
                + " tenant=" + asking.tenant()
                + " key=" + asking.key()
                + " model=" + asking.model()
                + " target=" + asking.target()
                + " ending=" + receipt.ending().label()
                + " status=" + receipt.status()
                + " code=" + receipt.code()
                + " stream=" + asking.stream()
                + " attempts=" + receipt.attempts()
                + " finish_reason=" + receipt.finishReason()
                + " source=" + (usage instanceof Usage.Reported ? "reported" : "estimated")
                + " prompt_tokens=" + usage.prompt()
                + " cached_tokens=" + usage.cached()
                + " completion_tokens=" + usage.completion()
                + " reasoning_tokens=" + usage.reasoning()
                + " cost=" + Money.yuan(receipt.cost())
                + " first_byte_us=" + micros(times.firstByte())
                + " upstream_head_us=" + micros(times.upstreamHead())
                + " total_us=" + micros(times.total());
    }

    private static long micros(long nanos) {
        return nanos < 0 ? -1 : nanos / 1_000;
    }
}
