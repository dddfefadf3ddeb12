package cashtide.crash;

/** A named point of posting at which a process is killed. */
enum Point {
    BEFORE_THE_PAYMENT_IS_LOCKED(Moment.BEFORE, "from \"payment\"", "for update"),
    AFTER_THE_INVOICE(Moment.AFTER, "insert into \"invoice\"", ""),
    AFTER_THE_ITEM(Moment.AFTER, "insert into \"open_item\"", ""),
    AFTER_THE_ITEMS_ARE_LOCKED(Moment.AFTER, "from \"open_item\"", "for update"),
    AFTER_THE_APPLICATION(Moment.AFTER, "insert into \"payment_application\"", ""),
    AFTER_THE_JOURNAL_ENTRY(Moment.AFTER, "insert into \"journal_entry\"", ""),
    AFTER_THE_POSTINGS(Moment.AFTER, "insert into \"journal_line\"", ""),
    BEFORE_THE_CHANGE_LOG_OF_THE_ITEM(Moment.BEFORE, "update \"open_item\"", ""),
    AFTER_THE_CHANGE_LOG_OF_THE_PAYMENT(Moment.AFTER, "update \"payment\"", ""),
    AFTER_THE_AUDIT_RECORD(Moment.AFTER, "insert into \"audit_event\"", ""),
    BEFORE_THE_COMMIT(Moment.BEFORE, "commit", ""),
    AFTER_THE_COMMIT_BEFORE_THE_REPLY(Moment.AFTER, "commit", "");

    private final Moment moment;
    private final String first;
    private final String second;

    Point(Moment moment, String first, String second) {
        this.moment = moment;
        this.first = first;
        this.second = second;
    }

    /** Before or after a statement. */
    enum Moment {
        BEFORE,
        AFTER
    }

    /** Whether only what issues an invoice comes to it. */
    boolean isOfInvoices() {
        return this == AFTER_THE_INVOICE || this == AFTER_THE_ITEM;
    }

    /** Whether the command is whole when its process is killed there; else nothing of it may be left. */
    boolean isCommitted() {
        return this == AFTER_THE_COMMIT_BEFORE_THE_REPLY;
    }

    boolean isAt(Moment when, String sql) {
        return when == moment && sql.contains(first) && sql.contains(second);
    }
}
