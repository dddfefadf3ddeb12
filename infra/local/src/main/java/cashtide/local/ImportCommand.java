package cashtide.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./cashtide import --tenant NAME DIR}: sends what a folder has of the three files to the running app's REST API as the
 * tenant's service client, follows the import, and prints every problem with its place and its remedy.
 */
public final class ImportCommand {

    private static final List<String> FILES = List.of("customers.csv", "invoices.csv", "payments.csv");
    private static final String USAGE = "usage: import --tenant NAME DIR";

    private ImportCommand() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(StackCommand.carryOut(arguments, USAGE, System.err, ImportCommand::run));
    }

    private static int run(StackCommand command) throws IOException, InterruptedException {
        String tenant = command.option("tenant");
        if (tenant == null || command.words().size() != 1) {
            return StackCommand.MISUSED;
        }
        Path folder = Path.of(command.words().getFirst());
        Path archive = zip(folder);
        try {
            ImportClient client =
                    new ImportClient(command.keycloakUrl(), command.adminSecret(), command.appPort(), tenant);
            String id = client.send(archive);
            System.out.println("import " + id + " of " + folder + " into " + tenant);
            return follow(client, id, System.out);
        } finally {
            Files.delete(archive);
        }
    }

    /** Tells how the import goes until it has ended; answers with the exit status. */
    static int follow(ImportClient client, String id, PrintStream out) throws IOException, InterruptedException {
        String told = "";
        while (true) {
            Map<String, ?> run = client.status(id);
            String status = String.valueOf(run.get("status"));
            String line = status + progress(Json.asObject(run.get("progress")));
            if (!line.equals(told)) {
                out.println("  " + line);
                told = line;
            }
            switch (status) {
                case "done" -> {
                    out.println("  " + counts(Json.asObject(run.get("counts"))));
                    return 0;
                }
                case "refused", "failed", "cancelled", "undone" -> {
                    message(run.get("message"), out);
                    problems(run.get("problems"), out);
                    return 1;
                }
                default -> Thread.sleep(300);
            }
        }
    }

    private static String progress(Map<String, ?> progress) {
        return progress.isEmpty() ? "" : ", " + whole(progress.get("rows")) + " of " + whole(progress.get("total"));
    }

    private static String counts(Map<String, ?> counts) {
        return counts.entrySet().stream()
                .map(count -> whole(count.getValue()) + " " + count.getKey())
                .reduce((left, right) -> left + ", " + right)
                .orElse("nothing new");
    }

    private static void message(@Nullable Object message, PrintStream out) {
        if (message instanceof String words && !words.isBlank()) {
            out.println("  " + words);
        }
    }

    private static void problems(@Nullable Object problems, PrintStream out) {
        if (problems instanceof List<?> list) {
            for (Object each : list) {
                Map<String, ?> problem = Json.asObject(each);
                out.printf(
                        "  %s:%s:%s  %s  %s%n      %s%n",
                        problem.get("file"),
                        whole(problem.get("line")),
                        whole(problem.get("column")),
                        problem.get("code"),
                        problem.get("message"),
                        problem.get("remedy"));
            }
        }
    }

    private static String whole(@Nullable Object value) {
        return value instanceof Double number ? String.valueOf(number.longValue()) : String.valueOf(value);
    }

    /** Any of the three, as docs/import-format.md has it; other files of the folder stay where they are. */
    static Path zip(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder + " is no folder that can be read");
        }
        List<Path> files =
                FILES.stream().map(folder::resolve).filter(Files::exists).toList();
        if (files.isEmpty()) {
            throw new IllegalStateException(folder + " has none of " + String.join(", ", FILES));
        }
        Path archive = Files.createTempFile("cashtide-import", ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return archive;
    }
}
