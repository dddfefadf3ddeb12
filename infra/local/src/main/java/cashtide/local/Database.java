package cashtide.local;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stack's PostgreSQL, kept running: a server that ends by itself recovers its data and serves again. */
final class Database {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final PgSettings settings;
    private final Terminal terminal;
    private final Thread keeper;
    private volatile boolean stopping;
    private volatile @Nullable PgServer server;

    Database(PgSettings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
        this.keeper = new Thread(this::keep, "keep-postgresql");
        this.keeper.setDaemon(true);
    }

    /** Starts it. A stop that comes meanwhile waits, so that it misses nothing. */
    synchronized PgServer start() {
        PgServer started = PgServer.start(settings);
        server = started;
        terminal.say("postgresql", "ready on port " + started.port());
        keeper.start();
        return started;
    }

    boolean isAlive() {
        PgServer current = server;
        return current != null && current.isAlive();
    }

    Optional<PgServer> server() {
        return Optional.ofNullable(server);
    }

    /** Stops it; committed data is on disk. */
    synchronized void stop() throws InterruptedException {
        stopping = true;
        keeper.interrupt();
        keeper.join();
        PgServer current = server;
        if (current != null && current.isAlive()) {
            terminal.say("postgresql", "stopping");
            current.close();
        }
    }

    private void keep() {
        try {
            while (!stopping) {
                Thread.sleep(PAUSE.toMillis());
                if (!isAlive() && !stopping) {
                    terminal.say("postgresql", "ended, recovering (see " + settings.folder() + "/postgres.log)");
                    restart();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void restart() {
        try {
            server = PgServer.start(settings);
            terminal.say("postgresql", "ready again");
        } catch (RuntimeException e) {
            // Out of disk, most likely: what is committed stays committed, and we try again.
            terminal.say("postgresql", "does not start: " + e.getMessage());
        }
    }
}
