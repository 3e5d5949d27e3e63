package io.github.tallyport.catalogue;

import io.github.tallyport.fault.WrongSetting;

/** A place in the configuration, by its whole name, so that what is wrong there can be said with it. */
record Property(String name) {
    Property child(String child) {
        return new Property(name + "." + child);
    }

    Property item(int index) {
        return new Property(name + "[" + index + "]");
    }

    WrongSetting wrong(String what) {
        return new WrongSetting(name, what);
    }

    /** Stops the start unless something holds. */
    void require(boolean holds, String what) {
        if (!holds) {
            throw wrong(what);
        }
    }
}
