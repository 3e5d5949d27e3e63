package io.github.tallyport.gateway;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Tab;
import io.github.tallyport.openai.Usage;
import org.jspecify.annotations.Nullable;

/** Nobody has been asked: whoever ends here was refused, or has left. */
final class NoCourse implements Course {
    @Override
    public void whenQuiet(Runnable task) {
        task.run();
    }

    @Override
    public boolean isEnded() {
        return false;
    }

    @Override
    public void close(Tab tab, @Nullable Fault fault, boolean begun) {
        tab.close(fault == null ? Ending.CLIENT_LEFT : Ending.REFUSED, fault, Usage.NONE, 0, -1, -1, null, null);
    }
}
