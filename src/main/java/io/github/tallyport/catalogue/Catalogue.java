package io.github.tallyport.catalogue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All models the gateway knows. Immutable. */
public final class Catalogue {
    private final Map<String, Model> byName = new LinkedHashMap<>();
    private final List<Model> models;

    public Catalogue(Collection<Model> models) {
        this.models = List.copyOf(models);
        for (Model model : this.models) {
            add(model.id(), model);
            model.aliases().forEach(alias -> add(alias, model));
        }
    }

    /** @param name an id or an alias, as the client wrote it */
    public Optional<Model> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<Model> models() {
        return models;
    }

    private void add(String name, Model model) {
        if (byName.putIfAbsent(name, model) != null) {
            throw new IllegalArgumentException("two models are called " + name);
        }
    }
}
