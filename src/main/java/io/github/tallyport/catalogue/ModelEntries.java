package io.github.tallyport.catalogue;

import io.github.tallyport.fault.WrongSetting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;

/** Reads {@code tallyport.models}. Whatever is wrong there stops the start: a wrong price would be found out by the bill. */
final class ModelEntries {
    private static final Property ROOT = new Property("tallyport.models");

    private final Set<String> names = new HashSet<>();

    private ModelEntries() {}

    /** @throws WrongSetting with the whole name of the property, and without its value */
    static List<Model> read(Binder binder) {
        ModelEntries read = new ModelEntries();
        List<ModelEntry> all = bound(binder);
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            models.add(read.model(ROOT.item(i), all.get(i)));
        }
        return models;
    }

    private static List<ModelEntry> bound(Binder binder) {
        try {
            return binder.bind(ROOT.name(), Bindable.listOf(ModelEntry.class)).orElse(List.of());
        } catch (BindException e) {
            if (e.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
                throw new WrongSetting(
                        unbound.getUnboundProperties()
                                .iterator()
                                .next()
                                .getName()
                                .toString(),
                        "there is no such property: its name or an index before it is wrong");
            }
            throw new WrongSetting(
                    e.getName().toString(), expected(e.getTarget().getType().toClass()));
        }
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "it is one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
        }
        return type == BigDecimal.class ? "it is a number" : "it cannot be read as " + type.getSimpleName();
    }

    private Model model(Property at, ModelEntry given) {
        Model model = given.model(at);
        name(at.child("id"), model.id());
        for (int i = 0; i < model.aliases().size(); i++) {
            name(at.child("aliases").item(i), model.aliases().get(i));
        }
        return model;
    }

    private void name(Property at, String name) {
        at.require(!name.isBlank(), "a model has a name that is not blank");
        at.require(names.add(name), "another id or alias is the same");
    }
}
