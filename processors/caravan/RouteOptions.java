package caravan;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What every program of routes lets its user change about them. */
final class RouteOptions {
  @Option(
      names = "--routes",
      paramLabel = "DIR",
      description = "routes of your own; those with the id of one of ours take its place")
  Path routes;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "a setting of routes/application.properties")
  Map<String, String> settings = new TreeMap<>();
}
