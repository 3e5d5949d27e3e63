package io.github.tallyport;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * Lets {@code ./mvnw spring-boot:run} work on a laptop without a key: the build sets a system property, and where no upstream
 * key is in the environment the {@code sandbox} profile is added. The packaged jar does not have the property and refuses.
 */
final class SandboxByDefault implements EnvironmentPostProcessor, Ordered {
    static final String WANTED = "tallyport.sandbox-without-upstream-key";
    private static final String KEYS = "TALLYPORT_UPSTREAM_API_KEYS";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty(WANTED, Boolean.class, false)
                && !StringUtils.hasText(environment.getProperty(KEYS))) {
            environment.addActiveProfile("sandbox");
        }
    }

    /** Before configuration files are read: those of the profile are among them. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER - 1;
    }
}
