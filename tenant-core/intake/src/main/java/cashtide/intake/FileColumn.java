package cashtide.intake;

/**
 * A column of an import file.
 *
 * @param name as in the header line
 * @param required whether the file must have it
 */
public record FileColumn(String name, boolean required) {

    static FileColumn required(String name) {
        return new FileColumn(name, true);
    }

    static FileColumn optional(String name) {
        return new FileColumn(name, false);
    }
}
