package cashtide.jobs.score;

import cashtide.contract.PublishedTables;
import cashtide.lake.Moment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tenant's business date: of a sandbox the day a person set, otherwise today in the tenant's time zone. */
final class BusinessDate {

    private BusinessDate() {}

    /** The date at this moment of the lake, or null when the tenant's own row is not published yet. */
    static @Nullable LocalDate of(Moment moment, Instant now) {
        LocalDate[] day = new LocalDate[1];
        moment.rows(PublishedTables.TENANTS, List.of("time_zone", "business_date"), row -> {
            LocalDate sandbox = (LocalDate) row.get(1);
            day[0] = sandbox == null ? LocalDate.ofInstant(now, ZoneId.of((String) row.get(0))) : sandbox;
        });
        return day[0];
    }
}
