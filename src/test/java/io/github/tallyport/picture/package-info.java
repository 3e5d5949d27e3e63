/**
 * The picture of the dashboard: two replicas of the packaged jar under a mixed load, a Prometheus that scrapes them, and the
 * dashboard's own queries drawn as SVG.
 *
 * <p>Turned down: Grafana itself, which the build cannot have from where it has everything else.
 */
@NullMarked
package io.github.tallyport.picture;

import org.jspecify.annotations.NullMarked;
