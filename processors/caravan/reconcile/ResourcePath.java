package caravan.reconcile;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/**
 * A kind of object as the API's paths name it: {@code v1/pods}, {@code batch/v1/jobs}.
 *
 * @param group empty for the core group
 */
record ResourcePath(String group, String version, String plural) {

  /**
   * @throws IllegalArgumentException when the text has not two or three parts
   */
  static ResourcePath parse(String text) {
    var parts = text.split("/", -1);
    for (var part : parts) {
      if (part.isBlank()) {
        throw new IllegalArgumentException(wrong(text));
      }
    }
    return switch (parts.length) {
      case 2 -> new ResourcePath("", parts[0], parts[1]);
      case 3 -> new ResourcePath(parts[0], parts[1], parts[2]);
      default -> throw new IllegalArgumentException(wrong(text));
    };
  }

  private static String wrong(String text) {
    return "\"" + text + "\" is no resource: write version/plural or group/version/plural";
  }

  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  @Override
  public String toString() {
    return apiVersion() + "/" + plural;
  }
}
