package cashtide.branding;

/**
 * A tenant's logo.
 *
 * @param mediaType {@code image/png}, {@code image/jpeg}, {@code image/webp} or {@code image/svg+xml}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: it goes from the row to the browser.
public record Logo(String mediaType, byte[] bytes) {}
