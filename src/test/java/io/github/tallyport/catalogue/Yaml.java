package io.github.tallyport.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;

/** Models as operators write them. */
final class Yaml {
    private Yaml() {}

    static List<Model> models(String yaml) {
        try {
            return ModelEntries.read(new Binder(ConfigurationPropertySources.from(new YamlPropertySourceLoader()
                    .load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8))))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
