package cashtide.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The operating system's user that PostgreSQL runs as. PostgreSQL refuses to run as root, so where we are root it gets
 * an unprivileged user of the machine; anywhere else it runs as ourselves.
 */
final class SystemUser {

    private static final Path PASSWD = Path.of("/etc/passwd");
    private static final List<String> PREFERRED = List.of("postgres", "nobody", "daemon");
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private final String name;
    private final int uid;
    private final int gid;
    private final boolean dropsPrivileges;

    private SystemUser(String name, int uid, int gid, boolean dropsPrivileges) {
        this.name = name;
        this.uid = uid;
        this.gid = gid;
        this.dropsPrivileges = dropsPrivileges;
    }

    /** @throws IllegalStateException when we are root and the machine has no way to run a program as somebody else */
    static SystemUser forPostgres() {
        int own = unixAttribute(Path.of("/proc/self"), "uid");
        if (own != 0) {
            return new SystemUser(System.getProperty("user.name"), own, -1, false);
        }
        if (!Files.isExecutable(SETPRIV)) {
            throw new IllegalStateException("PostgreSQL does not run as root, and " + SETPRIV
                    + " is missing: apt-get install util-linux, or run as an ordinary user");
        }
        return unprivileged();
    }

    private static SystemUser unprivileged() {
        try {
            return Files.readAllLines(PASSWD, StandardCharsets.UTF_8).stream()
                    .map(line -> List.of(line.split(":", -1)))
                    .filter(fields -> fields.size() >= 4 && !fields.get(2).equals("0"))
                    .min(Comparator.comparingInt(fields -> rank(fields.get(0))))
                    .map(fields -> new SystemUser(
                            fields.get(0), Integer.parseInt(fields.get(2)), Integer.parseInt(fields.get(3)), true))
                    .orElseThrow(() -> new IllegalStateException(
                            "PostgreSQL does not run as root, and " + PASSWD + " names nobody else"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int rank(String user) {
        int preferred = PREFERRED.indexOf(user);
        return preferred < 0 ? PREFERRED.size() : preferred;
    }

    /** The command that runs {@code command} as this user on files under {@code folder}. */
    List<String> command(Path folder, List<String> command) {
        if (!dropsPrivileges) {
            return command;
        }
        List<String> whole =
                new ArrayList<>(List.of(SETPRIV.toString(), "--reuid=" + uid, "--regid=" + gid, "--clear-groups"));
        if (!reaches(folder)) {
            // A data folder below a closed one, such as /root: let the server pass through it, and nothing more.
            whole.addAll(List.of("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"));
        }
        whole.add("--");
        whole.addAll(command);
        return whole;
    }

    /** Gives a file or an empty folder to this user. */
    void own(Path path) {
        if (!dropsPrivileges) {
            return;
        }
        try {
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give " + path + " to the user " + name, e);
        }
    }

    private boolean reaches(Path folder) {
        for (Path ancestor = folder.getParent(); ancestor != null; ancestor = ancestor.getParent()) {
            String mode = PosixFilePermissions.toString(permissions(ancestor));
            boolean open = mode.charAt(8) == 'x' || (unixAttribute(ancestor, "uid") == uid && mode.charAt(2) == 'x');
            if (!open) {
                return false;
            }
        }
        return true;
    }

    private static Set<PosixFilePermission> permissions(Path path) {
        try {
            return Files.getPosixFilePermissions(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int unixAttribute(Path path, String attribute) {
        try {
            return (Integer) Files.getAttribute(path, "unix:" + attribute);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
