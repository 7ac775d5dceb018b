package caravan.components;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** What service accounts have asked of an API server. */
public record AuditLog(Path file) {
  static final String POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
        - level: None
          users: [admin, "system:kube-controller-manager"]
        - level: Metadata
          userGroups: ["system:serviceaccounts"]
        - level: None
      """;

  /** Each kind of request that was granted, as {@code get batch/jobs}. */
  public Set<String> granted(String namespace, String account) {
    return rights(namespace, account, "allow");
  }

  /** Each kind of request that was not. */
  public Set<String> forbidden(String namespace, String account) {
    return rights(namespace, account, "forbid");
  }

  private Set<String> rights(String namespace, String account, String decision) {
    var user = "system:serviceaccount:" + namespace + ":" + account;
    var rights = new TreeSet<String>();
    try (var lines = Files.lines(file)) {
      lines
          .map(AuditLog::json)
          .filter(it -> it.at("/user/username").asText().equals(user))
          .filter(
              it -> it.at("/annotations/authorization.k8s.io~1decision").asText().equals(decision))
          .filter(it -> it.hasNonNull("objectRef"))
          .forEach(it -> rights.add(it.get("verb").asText() + " " + resource(it.get("objectRef"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rights;
  }

  private static String resource(JsonNode reference) {
    var sub = reference.path("subresource").asText();
    return reference.path("apiGroup").asText()
        + "/"
        + reference.path("resource").asText()
        + (sub.isEmpty() ? "" : "/" + sub);
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
