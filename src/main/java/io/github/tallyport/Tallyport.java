package io.github.tallyport;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway: clients on one port, operators on another. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class Tallyport {
    public static void main(String[] arguments) {
        SpringApplication.run(Tallyport.class, arguments);
    }
}
