package cashtide.intake;

import java.util.List;

/** What became of reading an import. */
public sealed interface Parsed {

    /** Every row is good; there may be notes. */
    record Ok(Counts counts, List<Problem> notes) implements Parsed {
        public Ok {
            notes = List.copyOf(notes);
        }
    }

    /** Something is wrong; nothing of it may be imported. */
    record Bad(Counts counts, Problems problems) implements Parsed {}

    /** The sink did not want to go on. */
    record Stopped() implements Parsed {}

    /** Rows read per file, good or bad. */
    record Counts(long customers, long invoices, long payments) {

        public long total() {
            return customers + invoices + payments;
        }
    }
}
