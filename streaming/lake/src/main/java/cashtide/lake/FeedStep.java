package cashtide.lake;

import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the raw feed.
 *
 * @param fromExclusive snapshot it begins after; null for the first row
 * @param to where it ends
 * @param rows changes in it
 * @param files the files that hold them
 */
public record FeedStep(@Nullable Long fromExclusive, FeedPosition to, long rows, List<FileScanTask> files) {

    public FeedStep {
        files = List.copyOf(files);
    }
}
