package cashtide.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A process of the stack that is kept running: started, watched until it answers, started again with growing pauses
 * when it ends by itself, and stopped in order.
 */
final class Child {

    /** What to run and how to tell that it serves. Secrets are in the environment or in files, never in the command. */
    record Spec(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            BooleanSupplier ready,
            Duration stopsWithin) {}

    private static final Duration PAUSE_MIN = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(60);
    private static final Duration STABLE_AFTER = Duration.ofMinutes(5);
    private static final Duration TELL_EVERY = Duration.ofSeconds(15);
    private static final Duration STARTING_STOPS_WITHIN = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 250;

    private final Spec spec;
    private final Terminal terminal;
    private final Orphans orphans;
    private final CountDownLatch firstReady = new CountDownLatch(1);
    private final Thread keeper;
    private volatile boolean stopping;
    private volatile @Nullable Process process;
    private volatile boolean answering;

    Child(Spec spec, Terminal terminal, Orphans orphans) {
        this.spec = spec;
        this.terminal = terminal;
        this.orphans = orphans;
        this.keeper = new Thread(this::keep, "keep-" + spec.name());
        this.keeper.setDaemon(true);
    }

    void start() {
        keeper.start();
    }

    /** Waits until it has answered once. False when it was stopped before. */
    boolean awaitReady() throws InterruptedException {
        firstReady.await();
        return !stopping;
    }

    /** Whether it answered when it was asked last. */
    boolean isAnswering() {
        return answering;
    }

    /** Asks it to end, and ends it when it does not. */
    void stop() throws InterruptedException {
        stopping = true;
        Process current = process;
        if (current != null && current.isAlive()) {
            terminal.say(spec.name(), "stopping");
            current.destroy();
            // What has not answered yet has nothing to finish.
            Duration within = answering ? spec.stopsWithin() : STARTING_STOPS_WITHIN;
            if (!current.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                terminal.say(spec.name(), "did not stop within " + within.toSeconds() + " s, killing it");
                current.destroyForcibly().waitFor();
            }
        }
        firstReady.countDown();
        keeper.interrupt();
        keeper.join();
    }

    private void keep() {
        Duration pause = PAUSE_MIN;
        try {
            while (!stopping) {
                long startedNanos = System.nanoTime();
                Process current = launch();
                watch(current, startedNanos);
                int code = current.waitFor();
                answering = false;
                if (stopping) {
                    break;
                }
                Duration lived = Duration.ofNanos(System.nanoTime() - startedNanos);
                pause = lived.compareTo(STABLE_AFTER) > 0 ? PAUSE_MIN : pause;
                terminal.say(
                        spec.name(),
                        "ended with " + code + " after " + lived.toSeconds() + " s, starting again in "
                                + pause.toSeconds() + " s (see " + spec.log() + ")");
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
            }
            orphans.forget(spec.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            terminal.say(spec.name(), "cannot be started: " + e.getMessage());
            firstReady.countDown();
        }
    }

    private synchronized Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        // A session of its own: Ctrl-C in the terminal reaches the launcher alone, which stops things in order.
        command.add("setsid");
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(spec.environment());
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        Process started = builder.start();
        started.getOutputStream().close();
        orphans.record(spec.name(), started.toHandle());
        process = started;
        if (stopping) {
            started.destroy();
        }
        return started;
    }

    private void watch(Process current, long startedNanos) throws InterruptedException {
        long told = startedNanos;
        while (!stopping && !current.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            if (spec.ready().getAsBoolean()) {
                answering = true;
                terminal.say(
                        spec.name(),
                        "ready after "
                                + Duration.ofNanos(System.nanoTime() - startedNanos)
                                        .toSeconds() + " s");
                firstReady.countDown();
                watchHealth(current);
                return;
            }
            if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
                told = System.nanoTime();
                terminal.say(spec.name(), "starting, " + TimeUnit.NANOSECONDS.toSeconds(told - startedNanos) + " s");
            }
        }
    }

    private void watchHealth(Process current) throws InterruptedException {
        while (!stopping && !current.waitFor(5, TimeUnit.SECONDS)) {
            boolean now = spec.ready().getAsBoolean();
            if (now != answering && !stopping) {
                answering = now;
                terminal.say(spec.name(), now ? "answers again" : "does not answer (see " + spec.log() + ")");
            }
        }
    }
}
