package io.github.tallyport.gateway;

import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.ledger.Settlements;
import io.github.tallyport.upstream.Upstream;

/** Makes a chat handler of what differs between the one for clients and the one that is rehearsed; the rest is the same. */
@FunctionalInterface
interface ChatHandlers {
    ChatHandler of(Identification callers, Catalogue catalogue, Upstream upstream, Settlements settlements);
}
