package io.github.tallyport.tenancy;

import io.github.tallyport.fault.WrongSetting;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Refuses names that nothing asks for, in the one source a list comes from: a misspelt limit, or end, would not be there.
 * Spring's own handler lets them pass in lists within lists. Environment variables are not checked, as one of them stands for
 * several names.
 */
final class EveryName extends AbstractBindHandler {
    private final Set<ConfigurationPropertyName> asked = new HashSet<>();

    @Override
    public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
        asked.add(name);
        return super.onStart(name, target, context);
    }

    @Override
    public void onFinish(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, @Nullable Object result) {
        if (context.getDepth() > 0) {
            return;
        }
        for (ConfigurationPropertySource source : context.getSources()) {
            if (source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
                check(name, source);
                return;
            }
        }
    }

    private void check(ConfigurationPropertyName root, ConfigurationPropertySource source) {
        if (source instanceof IterableConfigurationPropertySource names
                && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
            names.stream()
                    .filter(name -> root.isAncestorOf(name) && !asked.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new WrongSetting(name.toString(), "there is no such property");
                    });
        }
    }
}
