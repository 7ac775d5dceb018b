package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.filter.PatternList;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.fs.PosixException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The flags that say what is saved: by name, or by files that name it. */
final class Sources {
  @Parameters(paramLabel = "FILE", description = "what to save")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--files-from",
      paramLabel = "FILE",
      description = "file with a path or pattern on each line, # for comments")
  private List<String> patternFiles = new ArrayList<>();

  @Option(
      names = "--files-from-verbatim",
      paramLabel = "FILE",
      description = "file with a path on each line, taken as it is")
  private List<String> lineFiles = new ArrayList<>();

  @Option(
      names = "--files-from-raw",
      paramLabel = "FILE",
      description = "file with paths that end in a zero byte each")
  private List<String> rawFiles = new ArrayList<>();

  /**
   * Every path once, in the order of restic: from files first.
   *
   * @throws InvalidInput when there is none
   */
  List<String> paths(CliContext context) {
    var paths = new LinkedHashSet<String>();
    for (var file : patternFiles) {
      for (var line : read(context, file).split("\n")) {
        var text = line.strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          paths.addAll(expand(context, text));
        }
      }
    }
    for (var file : lineFiles) {
      read(context, file).lines().filter(line -> !line.isEmpty()).forEach(paths::add);
    }
    for (var file : rawFiles) {
      paths.addAll(raw(file, read(context, file)));
    }
    paths.addAll(targets);
    if (paths.isEmpty()) {
      throw new InvalidInput("nothing to backup, please specify source files/dirs");
    }
    return List.copyOf(paths);
  }

  private static List<String> raw(String file, String content) {
    if (content.isEmpty()) {
      return List.of();
    }
    if (!content.endsWith("\0")) {
      throw new InvalidInput("--files-from-raw " + file + ": no zero byte ends the last path");
    }
    var names = List.of(content.substring(0, content.length() - 1).split("\0", -1));
    if (names.contains("")) {
      throw new InvalidInput("--files-from-raw " + file + ": there is an empty path in it");
    }
    return names;
  }

  /** What a pattern matches; itself when that is nothing, so that it is told missing. */
  private static List<String> expand(CliContext context, String pattern) {
    if (!pattern.matches("(?s).*[*?\\[\\\\].*")) {
      return List.of(pattern);
    }
    List<String> found = List.of(pattern.startsWith("/") ? "/" : "");
    for (var component : pattern.split("/+")) {
      if (!component.isEmpty()) {
        found = below(context, found, component);
      }
    }
    return found.isEmpty() ? List.of(pattern) : found;
  }

  private static List<String> below(CliContext context, List<String> folders, String component) {
    var list = PatternList.of(List.of("/" + component));
    var found = new ArrayList<String>();
    for (var folder : folders) {
      var start = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
      for (var name : names(context.file(folder))) {
        if (list.matches(BytePath.of("/" + name))) {
          found.add(start + name);
        }
      }
    }
    return found;
  }

  private static List<String> names(Path folder) {
    try (var directory = Directory.open(BytePath.of(folder.toString()))) {
      return directory.names().stream().map(BytePath::display).toList();
    } catch (PosixException e) {
      return List.of();
    }
  }

  private static String read(CliContext context, String file) {
    var content = FileReading.bytes(context, file, "list of files");
    return new String(content, StandardCharsets.UTF_8);
  }
}
