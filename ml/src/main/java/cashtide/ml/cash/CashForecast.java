package cashtide.ml.cash;

import cashtide.ml.facts.AsOf;
import java.util.List;

/** A forecast made as of one moment; cells in the order of currency and date. */
public record CashForecast(AsOf asOf, List<CashCell> weekly, List<CashCell> daily, List<CashItem> items) {

    public CashForecast {
        weekly = List.copyOf(weekly);
        daily = List.copyOf(daily);
        items = List.copyOf(items);
    }
}
