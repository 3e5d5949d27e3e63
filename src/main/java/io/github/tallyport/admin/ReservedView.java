package io.github.tallyport.admin;

import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.money.Money;
import io.github.tallyport.shape.Member;

/** The worst a request could have come to, reckoned before a provider was asked. */
record ReservedView(
        @Member("Of the request, at most") long promptTokens,

        @Member("Of the answer, at most") long completionTokens,

        @Member(value = "CNY", pattern = UsageLine.MONEY) String cost) {
    static ReservedView of(Reserved reserved) {
        return new ReservedView(reserved.prompt(), reserved.completion(), Money.yuan(reserved.cost()));
    }
}
