package io.github.tallyport.cache;

/** An answer that is not what was expected of it, so that nothing can be made of it. Expected, hence without a stack. */
final class UnreadableAnswer extends RuntimeException {
    UnreadableAnswer(String why) {
        super(why, null, false, false);
    }
}
