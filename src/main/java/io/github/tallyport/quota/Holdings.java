package io.github.tallyport.quota;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a quota holds at the moment, for meters and tests. Goes through all of it: for every few seconds, not for requests. */
public interface Holdings {
    /** Reservations that are not settled. */
    long live();

    /**
     * Nano-yuan that budgets have reserved, less what live reservations hold of them: 0, or something is wrong. Nothing where
     * others reserve as well and one replica cannot tell.
     */
    OptionalLong unaccounted();

    /**
     * By tenant: how budgets stand whose window runs and which somebody has claimed of, with the latest amounts claimed with;
     * where others spend as well, as they stood at this replica's last claim.
     */
    Map<String, List<Balance>> budgets();
}
