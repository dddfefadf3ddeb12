package cashtide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of style that no tool sees: lengths, banned words, and where SQL may be written as text. */
final class TidyTest {

    private static final int FILE_LINES_MAX = 500;
    private static final int METHOD_LINES_MAX = 70;

    private static final Map<Pattern, String> BANNED = Map.of(
            Pattern.compile("Instant\\.now\\(\\)"), "inject an InstantSource",
            Pattern.compile("LocalDate\\.now\\("), "ask the tenant for its business date",
            Pattern.compile("\\bLocalDateTime\\b"), "LocalDate for business dates, Instant for recorded time",
            Pattern.compile("System\\.currentTimeMillis"), "inject an InstantSource",
            Pattern.compile("@author"), "no author tags",
            Pattern.compile("//.*\\b(TODO|FIXME)\\b"), "finish it or open an issue",
            Pattern.compile("Thread\\.sleep"), "await the condition",
            Pattern.compile("current_setting\\([^)]*true"), "without a tenant it must be an error");

    /** Where SQL stands as text, because the query builder has no words for it; sort keys and names never come from outside. */
    private static final Set<String> PLAIN_SQL = Set.of(
            "AgingSql.java",
            "Aging.java",
            "Commands.java",
            "LoginCheck.java",
            "Tenants.java",
            "TakeControlTotals.java",
            "Timeline.java");

    private static final Pattern PLAIN_SQL_CALL = Pattern.compile(
            "\\.(execute|fetch|fetchOne|fetchSingle|fetchValue|query|resultQuery)\\(\\s*(\"|[A-Z_]+(,|\\.formatted))");
    private static final Pattern METHOD = Pattern.compile("^    (?! )[^=;]*\\)[^;=]*\\{\\s*$");

    @Test
    void filesAndMethodsStayShort() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources("src/main/java", "src/test/java")) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > FILE_LINES_MAX) {
                tooLong.add(file + ": " + lines.size() + " lines");
            }
            int start = -1;
            for (int i = 0; i < lines.size(); i++) {
                if (METHOD.matcher(lines.get(i)).matches()) {
                    start = i;
                } else if (start >= 0 && lines.get(i).equals("    }")) {
                    if (i - start > METHOD_LINES_MAX) {
                        tooLong.add(file + ":" + (start + 1) + ": method of " + (i - start) + " lines");
                    }
                    start = -1;
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void bannedWordsAreNotUsed() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources("src/main/java", "src/main/resources/db")) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                for (Map.Entry<Pattern, String> banned : BANNED.entrySet()) {
                    if (banned.getKey().matcher(line).find() && !line.strip().startsWith("--")) {
                        found.add(file + ":" + (i + 1) + ": " + banned.getValue());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void sqlIsWrittenAsTextInTheListedFilesOnly() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources("src/main/java")) {
            String name = file.getFileName().toString();
            if (PLAIN_SQL.contains(name) || NOT_OURS.stream().anyMatch(file.toString()::contains)) {
                continue;
            }
            if (PLAIN_SQL_CALL.matcher(Files.readString(file)).find()) {
                found.add(file.toString());
            }
        }
        assertThat(found).isEmpty();
    }

    /** Set-based posting of imports and the folding of inboxes are SQL by nature; their own tests look at them. */
    private static final List<String> NOT_OURS = List.of("/imports/", "/score/", "/worklist/", "/forecast/");

    @Test
    void everyTableHasAComment() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path file : sources("src/main/resources/db")) {
            String sql = Files.readString(file);
            var tables = Pattern.compile("create table (\\w+)").matcher(sql);
            while (tables.find()) {
                if (!sql.contains("comment on table " + tables.group(1) + " is")) {
                    missing.add(file.getFileName() + ": " + tables.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /**
     * A database that took a step is refused by the next version when the step's file has changed since. New steps are noted
     * by {@code -Dgolden.write=true}, which changes no line that is there.
     */
    @Test
    void aMigrationThatLandedIsNeverEdited() throws IOException, NoSuchAlgorithmException {
        Path noted = module().resolve("src/test/resources/golden/migrations.txt");
        List<String> lines = new ArrayList<>(Files.readAllLines(noted));
        for (Path file : sources("src/main/resources/db")) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            String name = file.getFileName().toString();
            String line = name + " " + HexFormat.of().formatHex(digest);
            if (Boolean.getBoolean("golden.write") && lines.stream().noneMatch(one -> one.startsWith(name + " "))) {
                lines.add(line);
                Files.write(noted, lines.stream().sorted().toList());
            }
            assertThat(lines)
                    .as(
                            "%s differs from what landed: a fix is a new file. A new one is noted by -Dgolden.write=true",
                            name)
                    .contains(line);
        }
        assertThat(lines).as("a migration that landed is not removed").hasSameSizeAs(sources("src/main/resources/db"));
    }

    /** A pattern that matches no test is passed over in silence. */
    @Test
    void everyPatternOfTheSoakNamesATest() throws IOException {
        Path root = module().getParent().getParent();
        String script = Files.readString(root.resolve("cashtide"));
        String soak = script.substring(script.indexOf("\nsoak() {"), script.indexOf("\ndoctor() {"));
        List<String> tests;
        try (Stream<Path> walk = Files.walk(root)) {
            tests = walk.map(Path::toString)
                    .filter(file -> file.contains("/src/test/java/") && file.endsWith(".java"))
                    .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
                    .toList();
        }
        List<String> patterns = new ArrayList<>();
        var options = Pattern.compile("-D(?:it\\.)?test=([^' ]*\\*[^' ]*)").matcher(soak);
        while (options.find()) {
            patterns.addAll(List.of(options.group(1).split(",", -1)));
        }
        assertThat(patterns).hasSizeGreaterThan(3);
        assertThat(patterns)
                .allSatisfy(pattern -> assertThat(tests).anyMatch(test -> test.matches(pattern.replace("*", ".*"))));
    }

    private static List<Path> sources(String... folders) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> walk = Files.walk(module().resolve(folder))) {
                walk.filter(file -> file.toString().endsWith(".java")
                                || file.toString().endsWith(".sql"))
                        .forEach(files::add);
            }
        }
        assertThat(files).isNotEmpty();
        return files;
    }

    /** This module's folder, whether the test runs in it or at the top of the tree. */
    private static Path module() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("src/main/resources/db")) ? here : here.resolve("tenant-core/core");
    }
}
