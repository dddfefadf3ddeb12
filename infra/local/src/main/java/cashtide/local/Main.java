package cashtide.local;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** What {@code ./cashtide run} starts: {@code run [--data DIR] [--port N] [--no-demo] [--only LIST]}. */
public final class Main {

    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
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
        } catch (Exception e) {
            throw new IllegalStateException("the stack could not be started", e);
        }
    }

    private static void run(StackOptions options) throws Exception {
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
        RunningStack running = stack.start();
        Welcome.show(running, options, terminal);
        end.await();
    }
}
