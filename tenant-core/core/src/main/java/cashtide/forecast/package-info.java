/**
 * Cash forecasts, as the CFO sees them. {@link cashtide.forecast.FoldForecasts} keeps every forecast ever made;
 * {@link cashtide.forecast.ForecastQuery} reads one with the cash that came and the forecasts made before it;
 * {@link cashtide.forecast.ReceivablesQuery} the money it rests on.
 */
@NullMarked
package cashtide.forecast;

import org.jspecify.annotations.NullMarked;
