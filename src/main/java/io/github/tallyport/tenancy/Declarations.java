package io.github.tallyport.tenancy;

import io.github.tallyport.fault.WrongSetting;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/** Reads {@code tallyport.tenants}. Whatever is wrong there stops the start: half of it would let the wrong people in. */
final class Declarations {
    private static final Property ROOT = new Property("tallyport.tenants");

    private final Predicate<String> isModel;
    private final Map<String, Tenant> tenants = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final Map<Fingerprint, Holder> holders = new HashMap<>();

    private Declarations(Predicate<String> isModel) {
        this.isModel = isModel;
    }

    /**
     * @param isModel whether the catalogue has a model of this id
     * @throws WrongSetting with the whole name of the property, and without its value
     */
    static Declared read(Binder binder, Predicate<String> isModel) {
        List<DeclaredTenant> all = bound(binder);
        Declarations read = new Declarations(isModel);
        for (int i = 0; i < all.size(); i++) {
            read.add(ROOT.item(i), all.get(i));
        }
        return new Declared(read.tenants.values(), read.holders);
    }

    private static List<DeclaredTenant> bound(Binder binder) {
        try {
            return binder.bind(ROOT.name(), Bindable.listOf(DeclaredTenant.class), new EveryName())
                    .orElse(List.of());
        } catch (BindException e) {
            if (e.getCause() instanceof WrongSetting wrong) {
                throw wrong;
            }
            throw new WrongSetting(
                    e.getName().toString(), expected(e.getTarget().getType().toClass()));
        }
    }

    private static String expected(Class<?> type) {
        return type.isEnum()
                ? "it is one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)
                : "it cannot be read as " + type.getSimpleName();
    }

    private void add(Property at, DeclaredTenant given) {
        Tenant tenant = given.tenant(at, isModel);
        if (tenants.put(tenant.id(), tenant) != null) {
            throw at.child("id").wrong("another tenant has this id");
        }
        for (int i = 0; i < given.keys().size(); i++) {
            add(at.child("keys").item(i), tenant, given.keys().get(i));
        }
    }

    private void add(Property at, Tenant tenant, DeclaredKey given) {
        Key key = given.key(at, tenant.id(), isModel);
        if (!keys.add(key.id())) {
            throw at.child("id").wrong("another key has this id");
        }
        if (holders.put(given.fingerprint(at), new Holder(tenant, key, null)) != null) {
            throw at.child("hash").wrong("another key has this hash");
        }
    }
}
