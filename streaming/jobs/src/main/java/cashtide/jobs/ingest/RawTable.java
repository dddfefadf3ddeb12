package cashtide.jobs.ingest;

import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.TableLoader;

/** Loads {@code raw.change} on a task manager, through the one lake of its JVM. */
final class RawTable implements TableLoader {

    private final LakeSettings settings;

    RawTable(LakeSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open() {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public Table loadTable() {
        return Lake.open(settings).raw();
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod") // Immutable, so it is its own clone.
    public TableLoader clone() {
        return this;
    }

    @Override
    public void close() {}
}
