/** The chart in {@code helm/tallyport}: what it renders, what it refuses, and what its alerts and dashboard ask. */
@NullMarked
package io.github.tallyport.chart;

import org.jspecify.annotations.NullMarked;
