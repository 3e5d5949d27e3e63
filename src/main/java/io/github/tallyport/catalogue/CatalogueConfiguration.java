package io.github.tallyport.catalogue;

import io.github.tallyport.fault.MissingSetting;
import io.github.tallyport.fault.Requirement;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {
    @Bean
    @Profile("!sandbox")
    Requirement upstreamKey(ModelProperties properties) {
        return () -> properties.hasKey()
                ? Optional.empty()
                : Optional.of(new MissingSetting(
                        "TALLYPORT_UPSTREAM_API_KEYS",
                        "one or more keys of the upstream, comma-separated (tallyport.models[*].targets[*].keys)"));
    }

    @Bean
    Catalogue catalogue(ModelProperties properties, ObjectProvider<TargetOverride> override) {
        TargetOverride elsewhere = override.getIfAvailable(() -> target -> target);
        List<Model> models =
                properties.models().stream().map(ModelProperties.Entry::toModel).toList();
        return new Catalogue(
                models.stream().map(model -> moved(model, elsewhere)).toList());
    }

    private static Model moved(Model model, TargetOverride elsewhere) {
        return model.at(model.targets().stream().map(elsewhere::apply).toArray(Target[]::new));
    }
}
