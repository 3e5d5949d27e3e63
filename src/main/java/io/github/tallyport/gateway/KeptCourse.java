package io.github.tallyport.gateway;

import io.github.tallyport.cache.KeptAnswer;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Tab;
import io.github.tallyport.openai.Usage;
import org.jspecify.annotations.Nullable;

/** The answer is there as a whole. */
final class KeptCourse implements Course {
    private final KeptAnswer answer;
    private final long waited;
    private volatile boolean ended;

    /** @param waited nanoseconds until somebody else had got it, -1 when it was there */
    KeptCourse(KeptAnswer answer, long waited) {
        this.answer = answer;
        this.waited = waited;
    }

    /** The last of it is at hand. */
    void ends() {
        ended = true;
    }

    @Override
    public void whenQuiet(Runnable task) {
        task.run();
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public void close(Tab tab, @Nullable Fault fault, boolean begun) {
        if (ended && fault == null) {
            tab.close(Ending.CACHED, null, answer.usage(), 0, -1, waited, answer.finishReason(), null);
        } else {
            tab.close(fault == null ? Ending.CLIENT_LEFT : Ending.REFUSED, fault, Usage.NONE, 0, -1, -1, null, null);
        }
    }
}
