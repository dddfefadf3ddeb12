package cashtide.cashapp;

import cashtide.invoice.OpenItemId;
import cashtide.money.Money;
import java.time.LocalDate;

/**
 * Money or credit applied to an open item.
 *
 * @param amount money or credit used
 * @param discount cash discount granted on top
 * @param appliedOn the item counts as paid by this from that business date
 */
public record Application(ApplicationId id, OpenItemId item, Money amount, Money discount, LocalDate appliedOn) {}
