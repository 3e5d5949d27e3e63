package io.github.tallyport.tenancy;

import io.github.tallyport.fault.WrongSetting;
import java.util.function.Supplier;

/** A place in the configuration, by its whole name, so that what is wrong there can be said with it. */
record Property(String name) {
    Property child(String child) {
        return new Property(name + "." + child);
    }

    Property item(int index) {
        return new Property(name + "[" + index + "]");
    }

    Property entry(String key) {
        return new Property(name + "[" + key + "]");
    }

    /** What is made of its value; the maker's complaint, which must not repeat the value, becomes the property's. */
    <T> T read(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    WrongSetting wrong(String what) {
        return new WrongSetting(name, what);
    }
}
