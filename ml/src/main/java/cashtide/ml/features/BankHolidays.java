package cashtide.ml.features;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.net.URL;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Days on which no bank settles in a currency, from Jollyday's tables: of the euro those of TARGET, of other currencies
 * the public holidays of the country, which the first two letters of the currency name (ISO 4217).
 */
final class BankHolidays {

    /** Of the countries whose table has also, or lacks, what is a holiday in some of their states only. */
    private static final Map<String, String> OWN_TABLES =
            Map.of("USD", "settlement-usd.xml", "CAD", "settlement-cad.xml");

    private static final Map<String, HolidayManager> LOADED = new ConcurrentHashMap<>();

    private BankHolidays() {}

    /** In ascending order, weekends among them; none where the currency has no table. */
    static NavigableSet<LocalDate> of(String currency, int firstYear, int lastYear) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        HolidayManager table = table(currency);
        for (int year = firstYear; table != null && year <= lastYear; year++) {
            // England's, where the banks that clear sterling are; other tables take no notice.
            table.getHolidays(Year.of(year), "eng").stream()
                    .map(Holiday::getDate)
                    .forEach(days::add);
        }
        return days;
    }

    private static @Nullable HolidayManager table(String currency) {
        return LOADED.computeIfAbsent(currency, key -> {
            String own = OWN_TABLES.get(key);
            if (own != null) {
                URL table = Objects.requireNonNull(BankHolidays.class.getResource(own), own);
                return HolidayManager.getInstance(ManagerParameters.create(table));
            }
            String id = key.equals("EUR") ? "TARGET" : key.substring(0, Math.min(2, key.length()));
            boolean exists = HolidayManager.getSupportedCalendarCodes().contains(id.toUpperCase(Locale.ROOT));
            return exists ? HolidayManager.getInstance(ManagerParameters.create(id)) : null;
        });
    }
}
