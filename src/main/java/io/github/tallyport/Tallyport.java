package io.github.tallyport;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts the gateway: clients on one port, operators on another. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Rooms.class)
public class Tallyport {
    private static final String LEAK_SAMPLING = "io.netty.leakDetection.samplingInterval";
    private static final String ALLOCATOR = "io.netty.allocator.type";

    public static void main(String[] arguments) {
        // Netty watches one buffer in 128 for leaks, with a stack trace each: 4 µs a request. One in 8192 finds what
        // repeats.
        System.setProperty(LEAK_SAMPLING, System.getProperty(LEAK_SAMPLING, "8192"));
        // The adaptive one, Netty's default, takes 2 µs more for the buffers of a request.
        System.setProperty(ALLOCATOR, System.getProperty(ALLOCATOR, "pooled"));
        Termination.isSuccess();
        SpringApplication.run(Tallyport.class, arguments);
    }
}
