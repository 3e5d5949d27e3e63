package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.fault.KeyFaults;
import java.util.List;
import java.util.Optional;

/** The models as a caller sees them: the catalogue, less what its key may not use. */
final class VisibleModels {
    private final Catalogue catalogue;

    VisibleModels(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    List<Model> all(Caller caller) {
        return catalogue.models().stream()
                .filter(model -> caller.mayUse(model.id()))
                .toList();
    }

    /** By id or alias; what a caller may not use does not exist for it. */
    Optional<Model> find(Caller caller, String name) {
        return catalogue.find(name).filter(model -> caller.mayUse(model.id()));
    }

    /**
     * The model a caller asked for, by id or alias.
     *
     * @throws io.github.tallyport.fault.Refusal 404 when there is none, 403 when this caller may not use it
     */
    Model require(Caller caller, String name) {
        Model model = catalogue
                .find(name)
                .orElseThrow(() -> KeyFaults.modelUnknown(name).refusal());
        if (!caller.mayUse(model.id())) {
            throw KeyFaults.modelNotAllowed(caller.tenant(), name).refusal();
        }
        return model;
    }
}
