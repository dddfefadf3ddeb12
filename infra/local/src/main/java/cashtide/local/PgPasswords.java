package cashtide.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The passwords of one cluster's logins: made at random when first asked for, kept in a file that only we may read. */
final class PgPasswords {

    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final @Nullable Path file;
    private final Map<String, String> passwords = new HashMap<>();

    private PgPasswords(@Nullable Path file) {
        this.file = file;
    }

    static PgPasswords inMemory() {
        return new PgPasswords(null);
    }

    static PgPasswords keptIn(Path file) throws IOException {
        PgPasswords kept = new PgPasswords(file);
        SecretFile.read(file).forEach((role, password) -> kept.passwords.put((String) role, (String) password));
        return kept;
    }

    /** A new secret of 192 bits, in characters that need no quoting anywhere. */
    static String random() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    synchronized String of(String role) {
        String known = passwords.get(role);
        if (known != null) {
            return known;
        }
        String made = random();
        passwords.put(role, made);
        if (file != null) {
            Properties all = new Properties();
            all.putAll(passwords);
            try {
                SecretFile.write(file, all);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep the passwords in " + file, e);
            }
        }
        return made;
    }
}
