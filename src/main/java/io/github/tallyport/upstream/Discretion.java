package io.github.tallyport.upstream;

import io.github.tallyport.catalogue.Target;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.Refusal;

/** Some providers repeat the key they were given in their complaint: nobody else is to read it. */
record Discretion(Target target) {
    Throwable of(Throwable error) {
        return error instanceof Refusal refusal ? of(refusal.fault()).refusal() : error;
    }

    Fault of(Fault fault) {
        String message = fault.message();
        for (String key : target.keys()) {
            message = message.replace(key, "***");
        }
        return fault.saying(message);
    }
}
