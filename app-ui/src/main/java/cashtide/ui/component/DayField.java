package cashtide.ui.component;

import com.vaadin.flow.component.datepicker.DatePicker;
import java.util.Locale;

/** A date that is written with its month in letters, as everywhere else on the screens. */
public final class DayField extends DatePicker {

    public DayField() {
        setLocale(Locale.UK);
        setI18n(new DatePicker.DatePickerI18n().setDateFormats("d MMM yyyy", "d.M.yyyy", "yyyy-MM-dd"));
    }
}
