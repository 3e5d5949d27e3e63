package io.github.tallyport.books;

import io.github.tallyport.ledger.Receipt;

/**
 * A receipt with its name in the books. Read from there, its times are whole milliseconds and that of the provider's head is
 * unknown.
 *
 * @param journal one start of one gateway
 * @param number within the journal
 */
public record Booked(long journal, long number, Receipt receipt) {
    /** Where it stands in a list. */
    public Place place() {
        return new Place(receivedAt(), journal, number);
    }

    long receivedAt() {
        return receipt.asking().receivedAt();
    }
}
