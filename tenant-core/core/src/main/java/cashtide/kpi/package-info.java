/**
 * Indicators of receivables: aging, days sales outstanding, collection effectiveness, days late. Each is defined once,
 * here, with a version; screens, the API and the lake show the same figure.
 */
@NullMarked
package cashtide.kpi;

import org.jspecify.annotations.NullMarked;
