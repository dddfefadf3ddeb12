package cashtide.jobs.score;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import java.time.LocalDate;
import java.util.Map;

/**
 * What the models see of a tenant: its facts at one cut of the lake.
 *
 * @param day the tenant's business date: of a sandbox the day it stands on, otherwise today in its time zone
 * @param customerOf customer of each invoice, by id
 * @param cut position in the change feed that was read
 */
record TenantFacts(History history, LocalDate day, Map<String, String> customerOf, String cut) {

    /** The evening of the business date: all of the day is known, and the next day is the first of the forecast. */
    AsOf asOf() {
        return AsOf.endOf(day, history.zone());
    }
}
