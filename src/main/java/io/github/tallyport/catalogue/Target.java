package io.github.tallyport.catalogue;

import java.net.URI;
import java.util.List;

/**
 * One place where a model can be had.
 *
 * @param name what operators call it; a label in meters
 * @param baseUrl up to and including the version, such as {@code https://host/v1}
 * @param keys the provider's keys, used in turn
 * @param model the provider's own id of the model
 * @param priority lower is asked first
 * @param simulated whether it is the sandbox, which may rehearse refusals of the gateway itself
 */
public record Target(String name, URI baseUrl, List<String> keys, String model, int priority, boolean simulated) {
    /** Response header with which a simulated target asks that its 429 reach the client as the gateway's own limit. */
    public static final String REHEARSED_LIMIT = "x-tallyport-rehearsed-limit";

    public Target {
        keys = List.copyOf(keys);
    }

    /** Without the keys: a target may be logged. */
    @Override
    public String toString() {
        return name + " (" + baseUrl + ", " + keys.size() + " keys, " + model + ")";
    }
}
