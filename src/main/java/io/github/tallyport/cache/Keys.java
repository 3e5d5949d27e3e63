package io.github.tallyport.cache;

import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Target;
import java.util.stream.Collectors;

/** Says under what a request's answer is remembered, if it is. */
final class Keys {
    private final CacheProperties properties;

    Keys(CacheProperties properties) {
        this.properties = properties;
    }

    /** Whether there is anything to be remembered of it; only then its body is looked at. */
    boolean concern(Subject subject) {
        return subject.idempotencyKey() != null || isRemembered(subject);
    }

    private boolean isRemembered(Subject subject) {
        if (subject.model().caching() == Caching.OFF) {
            return false;
        }
        return switch (subject.caching().or(subject.model().caching()).or(properties.requests())) {
            case ALL -> true;
            case DETERMINISTIC -> subject.deterministic();
            case OFF, USUAL -> false;
        };
    }

    /** @param body as a provider would get it, under the catalogue's id of the model */
    Quest quest(Subject subject, byte[] body) {
        byte[] request = CanonicalRequest.of(body);
        Model model = subject.model();
        String revision = revision(model);
        Sharing sharing = sharing(subject);
        Digest digest = Digest.of(Digest.utf8(sharing.text()), Digest.utf8(model.id()), Digest.utf8(revision), request);
        String once = subject.idempotencyKey();
        return once == null
                ? new Quest(new CacheKey(sharing, model.id(), revision, digest), digest, subject.wishes(), false)
                : new Quest(named(subject, once), digest, subject.wishes(), true);
    }

    private static CacheKey named(Subject subject, String idempotencyKey) {
        Sharing sharing = new Sharing.OfOneRequest(subject.tenant());
        return new CacheKey(sharing, "", "", Digest.of(Digest.utf8(sharing.text()), Digest.utf8(idempotencyKey)));
    }

    private Sharing sharing(Subject subject) {
        if (subject.idempotencyKey() != null) {
            return new Sharing.OfTenant(subject.tenant());
        }
        return switch (properties.sharedBy()) {
            case TENANT -> new Sharing.OfTenant(subject.tenant());
            case KEY -> new Sharing.OfKey(subject.tenant(), subject.key());
            case GLOBAL -> new Sharing.OfAll();
        };
    }

    /** What stands behind a model's id: the operator's word, and what its providers call it. */
    private static String revision(Model model) {
        return model.revision() + "@"
                + model.targets().stream().map(Target::model).collect(Collectors.joining(","));
    }
}
