package io.github.tallyport.catalogue;

import io.github.tallyport.fault.MissingSetting;
import io.github.tallyport.fault.Requirement;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {
    /** Reads the whole catalogue first, so that what is wrong in it is said before anything is opened. */
    @Bean
    @Profile("!sandbox")
    Requirement upstreamKey(Catalogue catalogue) {
        return () -> hasKey(catalogue)
                ? Optional.empty()
                : Optional.of(new MissingSetting(
                        "TALLYPORT_UPSTREAM_API_KEYS",
                        "one or more keys of the upstream, comma-separated (tallyport.models[*].targets[*].keys)"));
    }

    @Bean
    Catalogue catalogue(Environment environment, ObjectProvider<TargetOverride> override) {
        TargetOverride elsewhere = override.getIfAvailable(() -> target -> target);
        return new Catalogue(ModelEntries.read(Binder.get(environment)).stream()
                .map(model -> moved(model, elsewhere))
                .toList());
    }

    private static boolean hasKey(Catalogue catalogue) {
        return catalogue.models().stream()
                .flatMap(model -> model.targets().stream())
                .anyMatch(target -> !target.keys().isEmpty());
    }

    private static Model moved(Model model, TargetOverride elsewhere) {
        return model.at(model.targets().stream().map(elsewhere::apply).toArray(Target[]::new));
    }
}
