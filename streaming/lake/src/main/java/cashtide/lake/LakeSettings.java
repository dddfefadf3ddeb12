package cashtide.lake;

import java.io.Serializable;

/**
 * Where a lake is.
 *
 * @param catalogUrl JDBC address of the PostgreSQL database that holds the catalog
 * @param user owner of that database
 * @param password of the user
 * @param warehouse folder of the data files
 */
public record LakeSettings(String catalogUrl, String user, String password, String warehouse) implements Serializable {

    public LakeSettings {
        if (!catalogUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("catalogUrl: not a PostgreSQL address: " + catalogUrl);
        }
        if (warehouse.isBlank()) {
            throw new IllegalArgumentException("warehouse is blank");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return catalogUrl + " as " + user + ", files in " + warehouse;
    }
}
