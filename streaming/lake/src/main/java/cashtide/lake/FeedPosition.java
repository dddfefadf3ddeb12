package cashtide.lake;

/**
 * A place in the raw feed.
 *
 * @param snapshotId snapshot of {@code raw.change}
 * @param xidMax highest transaction in it; all transactions up to it that touched a published table are complete in it
 */
public record FeedPosition(long snapshotId, long xidMax) {}
