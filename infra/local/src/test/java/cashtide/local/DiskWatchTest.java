package cashtide.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class DiskWatchTest {

    private final AtomicLong free = new AtomicLong(100L << 30);
    private final List<String> said = new ArrayList<>();
    private final List<Boolean> switched = new ArrayList<>();
    private final DiskWatch watch = new DiskWatch(free::get, said::add, switched::add);

    @Test
    void aFullDiskStopsWritesOnceAndSaysWhatToDo() {
        free.set(DiskWatch.STOP_BYTES - 1);
        watch.look();
        watch.look();
        assertThat(switched).containsExactly(true);
        assertThat(said).singleElement().asString().contains("no more writes").contains("Nothing is lost");
    }

    @Test
    void writesGoOnOnlyWhenThereIsRoomToSpare() {
        free.set(DiskWatch.STOP_BYTES - 1);
        watch.look();
        free.set(DiskWatch.STOP_BYTES + 1);
        assertThat(watch.look()).isEqualTo(DiskWatch.State.STOPPED);
        assertThat(switched).containsExactly(true);
        free.set(DiskWatch.RESUME_BYTES);
        watch.look();
        assertThat(switched).containsExactly(true, false);
    }

    @Test
    void aDiskThatGetsFullIsAnnouncedBeforeWritesStop() {
        free.set(DiskWatch.WARN_BYTES - 1);
        watch.look();
        watch.look();
        assertThat(said).singleElement().asString().contains("2047 MB left").contains("stop at 512 MB");
        assertThat(switched).isEmpty();
    }
}
