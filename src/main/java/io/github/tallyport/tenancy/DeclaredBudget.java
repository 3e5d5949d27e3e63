package io.github.tallyport.tenancy;

import io.github.tallyport.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A budget as it is written in {@code application.yaml}.
 *
 * @param amount yuan; a string, as YAML would read a number in its own way
 */
record DeclaredBudget(
        @Nullable Period period, @DefaultValue("") String amount) {

    Budget budget(Property at) {
        if (period == null) {
            throw at.child("period").wrong("it is day, month or total");
        }
        return new Budget(period, at.child("amount").read(() -> Money.nanoYuan(amount)));
    }
}
