package cashtide.time;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The days on which a tenant's banks are open: Monday to Friday without the public holidays of a country or region, from
 * Jollyday's tables. Thread-safe.
 */
public final class HolidayCalendar {

    private static final Map<String, HolidayCalendar> LOADED = new ConcurrentHashMap<>();

    private final HolidayManager holidays;

    private HolidayCalendar(HolidayManager holidays) {
        this.holidays = holidays;
    }

    /**
     * The calendar of this Jollyday id, such as {@code de} or {@code us}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static HolidayCalendar of(String id) {
        if (!exists(id)) {
            throw new IllegalArgumentException("holidayCalendar '" + id + "' is not known");
        }
        return LOADED.computeIfAbsent(
                id, key -> new HolidayCalendar(HolidayManager.getInstance(ManagerParameters.create(key))));
    }

    public static boolean exists(String id) {
        return HolidayManager.getSupportedCalendarCodes().stream().anyMatch(code -> code.equalsIgnoreCase(id));
    }

    public boolean isBusinessDay(LocalDate day) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && !holidays.isHoliday(day);
    }
}
