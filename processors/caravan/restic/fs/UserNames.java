package caravan.restic.fs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Names of users and groups by number and back, as {@code /etc/passwd} and {@code /etc/group} have
 * them; both are read once, when first asked for.
 */
public final class UserNames {
  private final Table users;
  private final Table groups;

  public UserNames(Path passwd, Path group) {
    users = new Table(passwd);
    groups = new Table(group);
  }

  /** Of this machine. */
  public static UserNames system() {
    return new UserNames(Path.of("/etc/passwd"), Path.of("/etc/group"));
  }

  /** Empty when unknown. */
  public String user(int uid) {
    return users.name(uid);
  }

  /** Empty when unknown. */
  public String group(int gid) {
    return groups.name(gid);
  }

  public OptionalInt uid(String user) {
    return users.number(user);
  }

  public OptionalInt gid(String group) {
    return groups.number(group);
  }

  /** Lines of {@code name:password:number:...}; the first one of a name or a number counts. */
  private static final class Table {
    private final Path file;
    private Map<Integer, String> names;
    private Map<String, Integer> numbers;

    Table(Path file) {
      this.file = file;
    }

    synchronized String name(int number) {
      load();
      return names.getOrDefault(number, "");
    }

    synchronized OptionalInt number(String name) {
      load();
      var number = numbers.get(name);
      return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private void load() {
      if (names != null) {
        return;
      }
      names = new HashMap<>();
      numbers = new HashMap<>();
      try {
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().forEach(this::add);
      } catch (IOException e) {
        // A container may well have no such file: then no name is known.
      }
    }

    private void add(String line) {
      var fields = line.split(":", -1);
      if (fields.length < 3 || line.startsWith("#")) {
        return;
      }
      try {
        int number = Integer.parseUnsignedInt(fields[2]);
        names.putIfAbsent(number, fields[0]);
        numbers.putIfAbsent(fields[0], number);
      } catch (NumberFormatException e) {
        // Lines like "+::::::" belong to other name services.
      }
    }
  }
}
