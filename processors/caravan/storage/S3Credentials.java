package caravan.storage;

import caravan.restic.InvalidInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Finds the keys of an S3 store: from the environment, then MinIO's variables, then the shared
 * credentials file, then what the cloud hands to a pod or machine.
 */
final class S3Credentials {
  private static final String[][] PAIRS = {
    {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"},
    {"AWS_ACCESS_KEY", "AWS_SECRET_KEY"},
    {"MINIO_ROOT_USER", "MINIO_ROOT_PASSWORD"},
    {"MINIO_ACCESS_KEY", "MINIO_SECRET_KEY"},
  };

  private S3Credentials() {}

  static AwsCredentialsProvider find(
      Map<String, String> environment, S3Settings settings, S3Location location) {
    if (settings.anonymous()) {
      return AnonymousCredentialsProvider.create();
    }
    for (var pair : PAIRS) {
      if (isSet(environment, pair[0])) {
        return fixed(environment, pair[0], pair[1]);
      }
    }
    var profile = environment.getOrDefault("AWS_PROFILE", "default");
    var file = profiles(environment);
    if (file.profile(profile).isPresent()) {
      return ProfileCredentialsProvider.builder().profileFile(file).profileName(profile).build();
    }
    return fromCloud(environment, location);
  }

  private static AwsCredentialsProvider fixed(
      Map<String, String> environment, String key, String secret) {
    if (!isSet(environment, secret)) {
      throw new InvalidInput(key + " is set and " + secret + " is not: an S3 store needs both");
    }
    var token = environment.getOrDefault("AWS_SESSION_TOKEN", "");
    return StaticCredentialsProvider.create(
        token.isEmpty()
            ? AwsBasicCredentials.create(environment.get(key), environment.get(secret))
            : AwsSessionCredentials.create(environment.get(key), environment.get(secret), token));
  }

  private static AwsCredentialsProvider fromCloud(
      Map<String, String> environment, S3Location location) {
    if (isSet(environment, "AWS_WEB_IDENTITY_TOKEN_FILE")) {
      return WebIdentityTokenFileCredentialsProvider.create();
    }
    if (isSet(environment, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
        || isSet(environment, "AWS_CONTAINER_CREDENTIALS_FULL_URI")) {
      return ContainerCredentialsProvider.create();
    }
    if (location.isAmazon()) {
      return InstanceProfileCredentialsProvider.create();
    }
    throw new InvalidInput(
        "no keys for "
            + location
            + ": set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE");
  }

  /** The shared credentials and config files; an empty one where there are none. */
  private static ProfileFile profiles(Map<String, String> environment) {
    var all = ProfileFile.aggregator();
    var home = environment.getOrDefault("HOME", "");
    add(
        all,
        environment.getOrDefault("AWS_SHARED_CREDENTIALS_FILE", home + "/.aws/credentials"),
        ProfileFile.Type.CREDENTIALS);
    add(
        all,
        environment.getOrDefault("AWS_CONFIG_FILE", home + "/.aws/config"),
        ProfileFile.Type.CONFIGURATION);
    return all.build();
  }

  private static void add(ProfileFile.Aggregator all, String name, ProfileFile.Type type) {
    var file = Path.of(name);
    if (Files.isReadable(file) && !Files.isDirectory(file)) {
      all.addFile(ProfileFile.builder().content(file).type(type).build());
    }
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isEmpty();
  }
}
