package cashtide.local;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** What {@code ./cashtide run} starts: {@code run [--data DIR] [--port N] [--no-demo] [--only LIST]}. */
public final class Main {

    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length == 0 || !arguments[0].equals("run")) {
            System.err.println("usage: run [--data DIR] [--port N] [--no-demo] [--only pg,keycloak,worker,app]");
            System.exit(USAGE);
        }
        try {
            run(StackOptions.parse(Arrays.copyOfRange(arguments, 1, arguments.length)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().join(); // Ctrl-C while starting: what stops the parts ends this process too.
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the stack could not be started", e);
        }
    }

    private static void run(StackOptions options) throws IOException, InterruptedException, SQLException {
        Terminal terminal = new Terminal(System.out);
        DataFolder data = DataFolder.open(options.data());
        Stack stack = new Stack(options, data, MavenWrapper.find().resolveSibling("."), terminal);
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stack.stop();
                            end.countDown();
                        },
                        "stop-stack"));
        RunningStack running = start(stack);
        boolean demo = options.demo()
                && options.parts().contains(Part.APP)
                && options.parts().contains(Part.KEYCLOAK);
        if (demo) {
            demo(running, terminal);
        }
        Welcome.show(running, options, terminal);
        if (demo) {
            history(running, terminal);
        }
        end.await();
    }

    private static RunningStack start(Stack stack) throws IOException, InterruptedException, SQLException {
        try {
            return stack.start();
        } catch (RuntimeException e) {
            if (stack.isStopped()) {
                Thread.currentThread().join();
            }
            throw e;
        }
    }

    /** A stack without its demo is still a stack: what went wrong is said, and tried again at the next start. */
    private static void demo(RunningStack running, Terminal terminal) throws InterruptedException {
        try {
            if (new DemoTenants(running).createOnce()) {
                terminal.say("demo", "made the tenants acme and borealis");
            }
        } catch (IOException | IllegalStateException e) {
            terminal.say("demo", String.valueOf(e.getMessage()));
        }
    }

    /** Goes on while people may sign in already: two years of invoices take a while. */
    private static void history(RunningStack running, Terminal terminal) throws InterruptedException {
        // In UTC: that is never tomorrow in Europe, where the demo tenants are.
        LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
        try {
            new DemoHistory(
                            running.data(),
                            tenant -> new ImportClient(
                                    running.keycloakUrl(), running.adminSecret(), running.appPort(), tenant),
                            message -> terminal.say("demo", message))
                    .enterOnce(today);
        } catch (IOException | IllegalStateException e) {
            terminal.say("demo", String.valueOf(e.getMessage()));
        }
    }
}
