package io.github.tallyport.admin;

import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.tenancy.Terms;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The models that terms may name: those of the catalogue, by id and not by alias. */
final class Known {
    private final Set<String> ids;

    Known(Catalogue catalogue) {
        ids = catalogue.models().stream().map(Model::id).collect(Collectors.toUnmodifiableSet());
    }

    Predicate<String> models() {
        return ids::contains;
    }

    /** Also what the terms name already: a model that was taken out of the catalogue is no reason to refuse another change. */
    Predicate<String> modelsOr(Terms now) {
        Set<String> allowed = now.models().models();
        return id -> ids.contains(id)
                || (allowed != null && allowed.contains(id))
                || now.limits().models().containsKey(id);
    }
}
