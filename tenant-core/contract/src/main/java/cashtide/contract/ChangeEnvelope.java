package cashtide.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One committed change of a published entity, as a row of {@code change_log} and of {@code raw.change}.
 *
 * @param changeId identity of the change; unique, but not in the order of commits
 * @param xid the writing transaction, as an unsigned 64-bit number
 * @param tenantId whose it is
 * @param entity name of the {@link PublishedTable}
 * @param entityId which row changed
 * @param entityVersion 1, 2, 3 … per row; the higher version wins, in whatever order they arrive
 * @param op what happened
 * @param knownAt when the seller knew the fact
 * @param recordedAt when the core stored it
 * @param payload JSON object of the table's columns after the change; null for a deletion
 */
public record ChangeEnvelope(
        long changeId,
        long xid,
        UUID tenantId,
        String entity,
        UUID entityId,
        long entityVersion,
        Op op,
        Instant knownAt,
        Instant recordedAt,
        @Nullable String payload) {

    public ChangeEnvelope {
        if ((op == Op.DELETE) != (payload == null)) {
            throw new IllegalArgumentException("payload: present unless the row was deleted; change " + changeId);
        }
    }

    /** Kind of a change. */
    public enum Op {
        INSERT('I'),
        UPDATE('U'),
        DELETE('D');

        private final char code;

        Op(char code) {
            this.code = code;
        }

        /** The letter in {@code change_log.op}. */
        public char code() {
            return code;
        }

        /**
         * The change behind a letter.
         *
         * @throws IllegalArgumentException for any letter but I, U and D
         */
        public static Op of(char code) {
            for (Op op : values()) {
                if (op.code == code) {
                    return op;
                }
            }
            throw new IllegalArgumentException("op: no change is called " + code);
        }
    }
}
