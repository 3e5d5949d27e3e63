package io.github.tallyport.gateway;

import io.github.tallyport.Tallyport;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** How a {@link TestGateway} starts: on free ports, without warming up, and with its files in a directory of its own. */
final class TestApplication {
    private TestApplication() {}

    /**
     * @param more beans beside the application's own
     * @param properties as {@code name=value}, on top of what an application needs
     */
    static ConfigurableApplicationContext run(
            URI upstream, Path directory, Consumer<GenericApplicationContext> more, String[] properties) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "server.port",
                0,
                "tallyport.gateway.warm-up",
                0,
                "tallyport.drain.grace",
                "0s",
                "management.server.port",
                0,
                "TALLYPORT_UPSTREAM_BASE_URL",
                upstream.toString(),
                "TALLYPORT_UPSTREAM_API_KEYS",
                TestGateway.UPSTREAM_KEY,
                "tallyport.key-pepper",
                "pepper-0123456789abcdef0123456789abcdef",
                "tallyport.data-dir",
                directory.toString()));
        for (String property : properties) {
            int equals = property.indexOf('=');
            all.put(property.substring(0, equals), property.substring(equals + 1));
        }
        SpringApplication application = new SpringApplication(Tallyport.class);
        application.addInitializers(initialised -> more.accept((GenericApplicationContext) initialised));
        application.addInitializers(initialised ->
                initialised.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all)));
        return application.run();
    }
}
