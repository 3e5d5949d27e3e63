package io.github.tallyport.catalogue;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A target as it is written in {@code application.yaml}.
 *
 * @param model the provider's own id of the model; the gateway's, when it is not given
 */
record TargetEntry(
        @DefaultValue("upstream") String name,
        @Nullable URI baseUrl,
        @DefaultValue List<String> keys,
        @Nullable String model,
        @DefaultValue("0") int priority) {

    Target target(Property at, String id) {
        if (baseUrl == null || !isHttp(baseUrl)) {
            throw at.child("base-url").wrong("it is a URL such as https://host/v1");
        }
        List<String> given =
                keys.stream().map(String::strip).filter(key -> !key.isEmpty()).toList();
        return new Target(name, baseUrl, given, model == null ? id : model, priority, false);
    }

    private static boolean isHttp(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return name;
    }
}
