package caravan.kubernetes.objects;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which keys of a repository's Secret reach the mover. */
public final class SecretKeys {
  public static final String REPOSITORY = "RESTIC_REPOSITORY";
  public static final String PASSWORD = "RESTIC_PASSWORD";

  /** Mounted as a file; the variable names that file. */
  static final String GOOGLE_CREDENTIALS = "GOOGLE_APPLICATION_CREDENTIALS";

  public static final List<String> MANDATORY = List.of(REPOSITORY, PASSWORD);

  private static final Set<String> KNOWN =
      Set.of(
          "ST_AUTH",
          "ST_USER",
          "ST_KEY",
          "OS_AUTH_URL",
          "OS_REGION_NAME",
          "OS_USERNAME",
          "OS_USER_ID",
          "OS_PASSWORD",
          "OS_TENANT_ID",
          "OS_TENANT_NAME",
          "OS_USER_DOMAIN_NAME",
          "OS_USER_DOMAIN_ID",
          "OS_PROJECT_NAME",
          "OS_PROJECT_DOMAIN_NAME",
          "OS_PROJECT_DOMAIN_ID",
          "OS_TRUST_ID",
          "OS_APPLICATION_CREDENTIAL_ID",
          "OS_APPLICATION_CREDENTIAL_NAME",
          "OS_APPLICATION_CREDENTIAL_SECRET",
          "OS_STORAGE_URL",
          "OS_AUTH_TOKEN",
          "B2_ACCOUNT_ID",
          "B2_ACCOUNT_KEY",
          "AZURE_ACCOUNT_NAME",
          "AZURE_ACCOUNT_KEY",
          "AZURE_ACCOUNT_SAS",
          "AZURE_ENDPOINT_SUFFIX",
          "AZURE_TENANT_ID",
          "AZURE_CLIENT_ID",
          "AZURE_FEDERATED_TOKEN_FILE",
          "GOOGLE_PROJECT_ID");

  /** Those of restic and of its stores, also the ones that nobody knows yet. */
  private static final Pattern FAMILY = Pattern.compile("(RESTIC|AWS)_[A-Z0-9_]+|RCLONE_.*");

  /** The operator sets these itself. */
  private static final Set<String> OURS =
      Set.of(REPOSITORY, PASSWORD, "RESTIC_CACHE_DIR", "RESTIC_PROGRESS_FPS");

  private SecretKeys() {}

  /** The optional keys that are passed on, sorted. */
  static List<String> optional(Collection<String> keys) {
    return keys.stream()
        .filter(key -> KNOWN.contains(key) || FAMILY.matcher(key).matches())
        .filter(key -> !OURS.contains(key))
        .sorted()
        .toList();
  }
}
