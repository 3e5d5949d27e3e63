package io.github.tallyport.sandbox;

import io.github.tallyport.Tallyport;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The real application in the sandbox profile, on free ports, with a data directory of its own. */
final class Laptop implements AutoCloseable {
    private final ConfigurableApplicationContext application;

    private Laptop(ConfigurableApplicationContext application) {
        this.application = application;
    }

    /** @param settings further ones, as {@code name=value} */
    static Laptop start(Path data, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.profiles.active=sandbox",
                "--server.port=0",
                "--tallyport.gateway.warm-up=0",
                "--management.server.port=0",
                "--tallyport.data-dir=" + data));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return new Laptop(new SpringApplicationBuilder(Tallyport.class).run(arguments.toArray(String[]::new)));
    }

    URI baseUrl() {
        return URI.create("http://localhost:"
                + Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port")) + "/v1");
    }

    String key() {
        return application.getBean(DemoKey.class).secret();
    }

    @Override
    public void close() {
        application.close();
    }
}
