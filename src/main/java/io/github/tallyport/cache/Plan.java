package io.github.tallyport.cache;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a flight is for.
 *
 * @param quest of whoever led first; the others ask the same
 * @param model as those aboard call it
 * @param most bytes of events that are held for everybody
 * @param filing what else becomes of its answer
 * @param held where bytes that are held are counted
 */
record Plan(Quest quest, String model, int most, Filing filing, LongAdder held) {}
