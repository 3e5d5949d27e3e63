package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.catalogue.Price;
import io.github.tallyport.openai.ChatRequest;
import io.github.tallyport.validation.Permitted;

/** A request its model takes, at the price of the moment it was received. */
record Errand(Caller caller, Permitted permitted, Price price) {
    ChatRequest request() {
        return permitted.request();
    }
}
