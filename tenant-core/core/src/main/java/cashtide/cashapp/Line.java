package cashtide.cashapp;

import cashtide.invoice.OpenItemId;
import cashtide.money.Money;

/** How much of the money goes to which open item; a discount that the payer earned is found by itself. */
public record Line(OpenItemId item, Money amount) {}
