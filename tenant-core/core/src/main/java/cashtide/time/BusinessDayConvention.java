package cashtide.time;

import java.time.LocalDate;

/** What happens to a due date that is no business day. */
public enum BusinessDayConvention {
    /** The date stands. */
    NONE,
    /** The next business day. */
    FOLLOWING,
    /** The next business day, unless that lies in another month: then the one before. */
    MODIFIED_FOLLOWING,
    /** The business day before. */
    PRECEDING;

    /** The date that counts in place of {@code date}. */
    public LocalDate adjust(LocalDate date, HolidayCalendar calendar) {
        return switch (this) {
            case NONE -> date;
            case FOLLOWING -> step(date, calendar, 1);
            case PRECEDING -> step(date, calendar, -1);
            case MODIFIED_FOLLOWING -> {
                LocalDate following = step(date, calendar, 1);
                yield following.getMonth() == date.getMonth() ? following : step(date, calendar, -1);
            }
        };
    }

    private static LocalDate step(LocalDate from, HolidayCalendar calendar, int days) {
        LocalDate day = from;
        while (!calendar.isBusinessDay(day)) {
            day = day.plusDays(days);
        }
        return day;
    }
}
