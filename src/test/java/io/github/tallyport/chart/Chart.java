package io.github.tallyport.chart;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The chart, rendered by Helm itself. */
final class Chart {
    static final Path HOME = Path.of("helm/tallyport");
    private static final Path VALUES = Path.of("src/test/resources/chart/values");
    private static final String KUBERNETES = "1.34.0";
    /** Helm leaves hooks out of what it renders; under another name they are in it. */
    static final String HOOK = "was-helm.sh/hook";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path copy;

    /** @param directory empty, for a copy whose hooks are rendered too */
    Chart(Path directory) throws IOException {
        this.copy = directory.resolve("tallyport");
        try (Stream<Path> files = Files.walk(HOME)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(HOME.relativize(file));
                Files.createDirectories(to.getParent());
                Files.writeString(to, Files.readString(file).replace("helm.sh/hook", HOOK));
            }
        }
    }

    static Helm helm() {
        return new Helm(HOME);
    }

    /** The names of the value sets. */
    static Stream<String> sets() throws IOException {
        try (Stream<Path> files = Files.list(VALUES)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted().toList().stream();
        }
    }

    Manifests set(String name) throws IOException {
        return with(Files.readString(VALUES.resolve(name + ".yaml")));
    }

    /** @throws IllegalStateException in Helm's words, when the chart refuses the values */
    Manifests with(String values) throws IOException {
        Path file = Files.createTempFile(copy.getParent(), "values", ".yaml");
        Files.writeString(file, values);
        String text = new Helm(copy)
                .template()
                .withName("gate")
                .withNamespace("llm")
                .withKubeVersion(KUBERNETES)
                .withValuesFile(file)
                .call();
        return new Manifests(text, documents(text));
    }

    static JsonNode yaml(Path file) throws IOException {
        return documents(Files.readString(file)).getFirst();
    }

    static JsonNode yaml(String text) {
        return documents(text).getFirst();
    }

    static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }

    private static List<JsonNode> documents(String text) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        List<JsonNode> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(strict)).loadAll(text)) {
            if (document != null) {
                documents.add(JSON.valueToTree(document));
            }
        }
        return documents;
    }
}
