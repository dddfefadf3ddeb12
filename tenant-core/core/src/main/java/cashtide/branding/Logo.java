package cashtide.branding;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's logo.
 *
 * @param mediaType {@code image/png}, {@code image/jpeg}, {@code image/webp} or {@code image/svg+xml}
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by its bytes.
public record Logo(String mediaType, byte[] bytes) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Logo logo && mediaType.equals(logo.mediaType) && Arrays.equals(bytes, logo.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return mediaType + " of " + bytes.length + " bytes, " + Integer.toHexString(hashCode());
    }
}
