package io.github.tallyport.sandbox;

import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.operators.OperatorKey;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Says how to begin, in lines that work when they are pasted into a shell.
 *
 * <p>The keys are printed on purpose: they open nothing but a simulator, on the machine whose log this is.
 */
final class Welcome implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger("tallyport.sandbox");

    private final DemoKey key;
    private final OperatorKey operator;
    private final Catalogue catalogue;

    Welcome(DemoKey key, OperatorKey operator, Catalogue catalogue) {
        this.key = key;
        this.operator = operator;
        this.catalogue = catalogue;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        String port = Objects.requireNonNull(environment.getProperty("local.server.port"), "no web server");
        LOG.info("""
                        This is the sandbox: a simulator answers in the place of every model, and nothing is paid. An SDK needs
                          base_url http://localhost:{}/v1
                          api_key  {}
                        or paste one of these:

                        {}

                        {}
                        """, port, key.secret(), curl("curl", port, ""), curl("curl -N", port, ",\"stream\":true"));
        String operatorPort = environment.getProperty("local.management.port");
        if (operatorPort != null) {
            LOG.info("""
                            Operators make tenants and keys on a port of their own; try it in a browser with the key below, or paste:
                              http://localhost:{}/admin/v1/docs
                              {}

                            curl http://localhost:{}/admin/v1/tenants -H 'Authorization: Bearer {}'
                            """, operatorPort, operator.secret(), operatorPort, operator.secret());
        }
    }

    private String curl(String command, String port, String more) {
        String model = catalogue.models().getFirst().id();
        return command + " http://localhost:" + port + "/v1/chat/completions -H 'Authorization: Bearer " + key.secret()
                + "' -H 'Content-Type: application/json' -d '{\"model\":\"" + model
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]" + more + "}'";
    }
}
