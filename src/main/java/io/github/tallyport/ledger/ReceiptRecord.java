package io.github.tallyport.ledger;

import io.github.tallyport.catalogue.Price;
import io.github.tallyport.openai.Usage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as the journal holds it: its fields in a fixed order behind a version. A later version adds behind what there is
 * and raises the number; what a version wrote stays readable. The order of enum constants is part of the format.
 */
public final class ReceiptRecord {
    private static final int VERSION = 1;

    private ReceiptRecord() {}

    public static byte[] write(Receipt receipt) {
        Pack pack = new Pack().number(VERSION);
        write(pack, receipt.asking());
        Times times = receipt.times();
        Usage usage = receipt.usage();
        return pack.text(receipt.ending().label())
                .number(receipt.status())
                .text(receipt.code())
                .text(receipt.finishReason())
                .number(receipt.attempts())
                .number(times.total())
                .number(times.firstByte())
                .number(times.upstreamHead())
                .flag(usage instanceof Usage.Reported)
                .number(usage.prompt())
                .number(usage.cached())
                .number(usage.completion())
                .number(usage.reasoning())
                .number(receipt.cost())
                .text(receipt.upstreamCost())
                .text(receipt.cache().label())
                .number(receipt.saved())
                .bytes();
    }

    private static void write(Pack pack, Asking asking) {
        Price price = asking.price();
        Labels labels = asking.labels();
        Reserved reserved = asking.reserved();
        pack.text(asking.requestId())
                .number(asking.receivedAt())
                .text(asking.tenant())
                .text(asking.key())
                .text(asking.zone().getId())
                .text(asking.model())
                .text(asking.target())
                .flag(asking.stream())
                .flag(price != null);
        if (price != null) {
            pack.number(price.validFrom().toEpochMilli())
                    .number(price.prompt())
                    .number(price.cached())
                    .number(price.completion());
        }
        pack.text(labels.userHash())
                .text(labels.idempotencyHash())
                .number(labels.metadata().size());
        labels.metadata().forEach((name, value) -> pack.text(name).text(value));
        pack.number(reserved.prompt()).number(reserved.completion()).number(reserved.cost());
    }

    /** @throws UnreadableRecord when it is no receipt, or one of a later version */
    public static Receipt read(byte[] bytes) {
        Unpack unpack = new Unpack(bytes);
        long version = unpack.number();
        if (version != VERSION) {
            throw new UnreadableRecord("it is of version " + version + ", and this gateway reads version " + VERSION);
        }
        try {
            Receipt receipt = receipt(unpack);
            unpack.end();
            return receipt;
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new UnreadableRecord(e);
        }
    }

    private static Receipt receipt(Unpack unpack) {
        return new Receipt(
                asking(unpack),
                Ending.valueOf(unpack.given().toUpperCase(Locale.ROOT)),
                unpack.small(),
                unpack.text(),
                unpack.text(),
                unpack.small(),
                new Times(unpack.number(), unpack.number(), unpack.number()),
                usage(unpack),
                unpack.number(),
                unpack.text(),
                CacheState.valueOf(unpack.given().toUpperCase(Locale.ROOT)),
                unpack.number());
    }

    private static Asking asking(Unpack unpack) {
        return new Asking(
                unpack.given(),
                unpack.number(),
                unpack.text(),
                unpack.text(),
                ZoneId.of(unpack.given()),
                unpack.text(),
                unpack.text(),
                unpack.flag(),
                price(unpack),
                new Labels(unpack.text(), unpack.text(), metadata(unpack)),
                new Reserved(unpack.number(), unpack.number(), unpack.number()));
    }

    private static @Nullable Price price(Unpack unpack) {
        return unpack.flag()
                ? new Price(Instant.ofEpochMilli(unpack.number()), unpack.number(), unpack.number(), unpack.number())
                : null;
    }

    private static Map<String, String> metadata(Unpack unpack) {
        int pairs = unpack.small();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = 0; i < pairs; i++) {
            metadata.put(unpack.given(), unpack.given());
        }
        return metadata;
    }

    private static Usage usage(Unpack unpack) {
        boolean reported = unpack.flag();
        long prompt = unpack.number();
        long cached = unpack.number();
        long completion = unpack.number();
        long reasoning = unpack.number();
        return reported
                ? new Usage.Reported(prompt, cached, completion, reasoning)
                : new Usage.Estimated(prompt, completion);
    }
}
