package cashtide.jobs;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Where Flink jobs run: a small cluster inside the worker's JVM. Jobs reach it through its REST address, as they would
 * reach a cluster of its own.
 */
public final class FlinkCluster implements AutoCloseable {

    /** The ingest job holds one for good; publishing and scoring take turns on the other. */
    private static final int SLOTS = 2;

    private final MiniCluster cluster;
    private final Configuration client;
    private final Path checkpoints;

    private FlinkCluster(MiniCluster cluster, Configuration client, Path checkpoints) {
        this.cluster = cluster;
        this.client = client;
        this.checkpoints = checkpoints;
    }

    /** Starts the cluster; checkpoints of its jobs go below the folder. */
    public static FlinkCluster start(Path checkpoints) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("rest.address", "127.0.0.1");
        configuration.setString("rest.bind-address", "127.0.0.1");
        configuration.setString("rest.bind-port", "0");
        configuration.setString("taskmanager.numberOfTaskSlots", String.valueOf(SLOTS));
        configuration.setString("taskmanager.memory.managed.size", "32m");
        configuration.setString("taskmanager.memory.network.min", "32m");
        configuration.setString("taskmanager.memory.network.max", "32m");
        configuration.setString("classloader.check-leaked-classloader", "false");
        configuration.setString("jobstore.max-capacity", "20");
        configuration.setString("web.submit.enable", "false");
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
        cluster.start();
        URI rest = cluster.getRestAddress().get();
        Configuration client = new Configuration();
        client.setString("execution.target", "remote");
        client.setString("rest.address", rest.getHost());
        client.setString("rest.port", String.valueOf(rest.getPort()));
        client.setString("classloader.check-leaked-classloader", "false");
        return new FlinkCluster(cluster, client, checkpoints);
    }

    /** For an endless job that commits at each checkpoint. */
    public StreamExecutionEnvironment streaming(Duration checkpointInterval) {
        Configuration configuration = new Configuration(client);
        configuration.setString("execution.checkpointing.interval", checkpointInterval.toMillis() + "ms");
        configuration.setString("execution.checkpointing.min-pause", "200ms");
        configuration.setString("execution.checkpointing.storage", "filesystem");
        configuration.setString(
                "execution.checkpointing.dir", checkpoints.toUri().toString());
        configuration.setString("execution.checkpointing.num-retained", "2");
        configuration.setString("execution.checkpointing.tolerable-failed-checkpoints", "10");
        configuration.setString("pipeline.object-reuse", "true");
        configuration.setString("restart-strategy.type", "exponential-delay");
        configuration.setString("restart-strategy.exponential-delay.initial-backoff", "500ms");
        configuration.setString("restart-strategy.exponential-delay.max-backoff", "15s");
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
        env.setParallelism(1);
        return env;
    }

    /**
     * Runs a batch job that does one piece of work for each of the numbers from 0 to {@code count - 1}, wherever the
     * cluster has room, and waits for its end.
     *
     * @return what each number's work answered, by number
     * @throws Exception the first failure; other pieces may have been done or not
     */
    @SuppressWarnings("try") // Flink's iterator may be interrupted while it closes; then so are we.
    public long[] forEach(String name, int count, MapFunction<Integer, Long> work) throws Exception {
        Configuration configuration = new Configuration(client);
        configuration.setString("restart-strategy.type", "none");
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.setParallelism(1);
        List<Integer> numbers = IntStream.range(0, count).boxed().toList();
        long[] answers = new long[count];
        try (CloseableIterator<Tuple2<Integer, Long>> results = env.fromData(numbers, Types.INT)
                .rebalance()
                .map(number -> Tuple2.of(number, work.map(number)))
                .returns(Types.TUPLE(Types.INT, Types.LONG))
                .name(name)
                .executeAndCollect(name)) {
            results.forEachRemaining(answer -> answers[answer.f0] = answer.f1);
        }
        return answers;
    }

    @Override
    public void close() {
        // Waits until the cluster is down; failures on the way down are logged by Flink.
        cluster.closeAsync().exceptionally(failure -> null).join();
    }
}
