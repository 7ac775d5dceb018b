package caravan.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Adds to Maven's bill of materials what Maven does not know of: the JDK and Debian's packages.
 *
 * <p>{@code WholeBom MAVEN.json OUT.json RELEASE CONTROL...}: the runtime's {@code release} file,
 * and for each package a file with the fields Package, Version and Architecture.
 */
public final class WholeBom {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private WholeBom() {}

  public static void main(String[] args) throws IOException {
    var bom = JSON.readTree(Path.of(args[0]).toFile());
    var components = (ArrayNode) bom.get("components");
    components.add(runtime(Path.of(args[2])));
    for (var control : new ArrayList<>(List.of(args)).subList(3, args.length)) {
      components.add(debian(Path.of(control)));
    }
    JSON.writeValue(Path.of(args[1]).toFile(), bom);
  }

  private static JsonNode runtime(Path release) throws IOException {
    var version = properties(release).getProperty("JAVA_VERSION").replace("\"", "");
    return component("platform", "openjdk", version, "pkg:generic/openjdk@" + version);
  }

  private static JsonNode debian(Path control) throws IOException {
    var fields = properties(control);
    var name = fields.getProperty("Package");
    var version = fields.getProperty("Version");
    var url =
        "pkg:deb/debian/%s@%s?arch=%s".formatted(name, version, fields.getProperty("Architecture"));
    return component("library", name, version, url);
  }

  private static ObjectNode component(String type, String name, String version, String url) {
    return JSON.createObjectNode()
        .put("type", type)
        .put("bom-ref", url)
        .put("name", name)
        .put("version", version)
        .put("purl", url);
  }

  private static Properties properties(Path file) throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
