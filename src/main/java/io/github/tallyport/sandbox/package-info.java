/**
 * The simulated upstream for laptops and for tests of internal apps.
 *
 * <p>It is a real server on a port of its own, and the gateway reaches it as it reaches any provider: whatever a team tries
 * against it has gone through the same validation, forwarding, relay and accounting as in production. In the profile
 * {@code sandbox} every target of the catalogue is sent there, even one whose keys are configured: a profile called sandbox
 * must never spend money. Turned down: answering inside the gateway (it would test a road nobody uses in production),
 * recorded answers of a real model (they fit no question but their own), and a switch to mix simulated and real targets.
 */
@NullMarked
package io.github.tallyport.sandbox;

import org.jspecify.annotations.NullMarked;
