package cashtide.sandbox;

import cashtide.tenant.TenantTx;
import java.time.LocalDate;

/** Imported rows that lie after a sandbox's day and wait; the import implements it. */
@FunctionalInterface
public interface WaitingRows {

    /** Posts those that lie on or before {@code lastDay}, in the caller's transaction, and says how many they were. */
    long post(TenantTx tx, LocalDate lastDay);
}
