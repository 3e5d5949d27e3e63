package io.github.tallyport.gateway;

import io.github.tallyport.catalogue.Price;
import io.github.tallyport.openai.Usage;

/**
 * The most that an answer costs for which nobody is asked.
 *
 * @param nanoYuan 0 or more
 */
record HitPrice(long nanoYuan) {
    /** Of an answer that is there. */
    static HitPrice of(Usage usage, Errand errand, int percent) {
        return new HitPrice(Price.part(errand.price().cost(usage), percent));
    }

    /** Of one that is still on its way. */
    static HitPrice ofWorst(Errand errand, int percent) {
        Worst worst = new Worst(errand.request(), errand.permitted().model(), errand.price());
        return new HitPrice(Price.part(worst.untold().worst().cost(), percent));
    }

    boolean isNothing() {
        return nanoYuan == 0;
    }
}
