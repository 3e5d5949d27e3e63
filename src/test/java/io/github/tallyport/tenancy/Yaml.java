package io.github.tallyport.tenancy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;

/** Tenants declared as operators write them. */
final class Yaml {
    private static final Set<String> MODELS = Set.of("deepseek/deepseek-v3.2-exp", "model-a", "model-b");

    private Yaml() {}

    static Declared declared(String yaml) {
        try {
            return Declarations.read(
                    new Binder(ConfigurationPropertySources.from(new YamlPropertySourceLoader()
                            .load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8))))),
                    MODELS::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
