package caravan.storage;

import caravan.restic.AccessDenied;
import caravan.restic.BackendFailure;
import caravan.restic.FileMissing;
import caravan.restic.ResticException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;

/** Tells which failures of an S3 server may pass, and puts the others into words. */
record S3Failures(S3Location location, String region, boolean hasAnswered) {
  private static final Set<Integer> PASSING_STATUS = Set.of(408, 425, 429);
  private static final Set<Integer> LASTING_SERVER_STATUS = Set.of(501, 505, 507);
  private static final Set<String> PASSING_CODES =
      Set.of("RequestTimeout", "SlowDown", "OperationAborted", "Throttling", "InternalError");

  /** Whether the same call may succeed later: never for a refusal or a missing file. */
  static boolean isPassing(Throwable failure) {
    var service = cause(failure, AwsServiceException.class);
    if (service != null) {
      int status = service.statusCode();
      return PASSING_CODES.contains(code(service))
          || PASSING_STATUS.contains(status)
          || status >= 500 && !LASTING_SERVER_STATUS.contains(status);
    }
    if (cause(failure, WrongLength.class) != null || isUntrusted(failure)) {
      return false;
    }
    return cause(failure, IOException.class) != null
        && cause(failure, AbortedException.class) == null;
  }

  static String brief(Throwable failure) {
    var service = cause(failure, AwsServiceException.class);
    return service == null ? deepest(failure) : service.statusCode() + " " + said(service);
  }

  ResticException explain(String verb, String file, Throwable failure) {
    if (failure instanceof ResticException known) {
      return known;
    }
    var service = cause(failure, AwsServiceException.class);
    var what =
        "cannot "
            + word(verb)
            + " "
            + file
            + " in bucket "
            + location.bucket()
            + " at "
            + location.endpoint()
            + ": ";
    if (service == null) {
      return new BackendFailure(what + connection(failure), failure);
    }
    if (isMissing(verb, service)) {
      return new FileMissing(what + "it is not there" + bucketHint(service), failure);
    }
    var why = what + refusal(verb, service);
    return isDenied(service) ? new AccessDenied(why, failure) : new BackendFailure(why, failure);
  }

  /** Keys that are wrong, expired or allow too little; what else a store refuses has codes too. */
  private static boolean isDenied(AwsServiceException failure) {
    return switch (code(failure)) {
      case "RequestTimeTooSkewed",
          "AuthorizationHeaderMalformed",
          "PermanentRedirect",
          "IllegalLocationConstraintException",
          "QuotaExceeded",
          "XMinioAdminBucketQuotaExceeded" ->
          false;
      case "ExpiredToken", "InvalidToken", "TokenRefreshRequired" -> true;
      default -> failure.statusCode() == 401 || failure.statusCode() == 403;
    };
  }

  private static boolean isMissing(String verb, AwsServiceException failure) {
    return switch (code(failure)) {
      case "NoSuchKey" -> true;
      case "NoSuchBucket" -> !verb.equals("put");
      // The answer to HEAD has no body that could name the code.
      default -> failure.statusCode() == 404 && verb.equals("stat");
    };
  }

  private String bucketHint(AwsServiceException failure) {
    return code(failure).equals("NoSuchBucket")
        ? ", and neither is the bucket; check its name, or make the repository with init"
        : "";
  }

  private String refusal(String verb, AwsServiceException failure) {
    return switch (code(failure)) {
      case "InvalidAccessKeyId" ->
          "the access key is not known there; check AWS_ACCESS_KEY_ID and the address";
      case "SignatureDoesNotMatch" ->
          "the secret key does not fit the access key; check AWS_SECRET_ACCESS_KEY";
      case "ExpiredToken", "InvalidToken", "TokenRefreshRequired" ->
          "the session token is expired or wrong; renew AWS_SESSION_TOKEN and its keys";
      case "RequestTimeTooSkewed" ->
          "the clocks of this machine and of the store differ too much; set this machine's clock";
      case "NoSuchBucket" -> "the bucket does not exist; create it, or check its name";
      case "AuthorizationHeaderMalformed",
          "PermanentRedirect",
          "IllegalLocationConstraintException" ->
          "the bucket is not in region "
              + region
              + " ("
              + said(failure)
              + "); set AWS_DEFAULT_REGION or -o s3.region";
      case "XMinioStorageFull", "QuotaExceeded", "XMinioAdminBucketQuotaExceeded" ->
          "the store is full (" + said(failure) + "); make room or raise the quota, then run again";
      case "AccessDenied", "AllAccessDisabled", "Forbidden" -> denied(verb);
      default -> byStatus(verb, failure);
    };
  }

  private String byStatus(String verb, AwsServiceException failure) {
    return switch (failure.statusCode()) {
      case 401, 403 -> denied(verb);
      case 404 -> "the answer was 404, but not in S3's words; check the address";
      case 507 -> "the store is full; make room, then run again";
      default ->
          "the store answered "
              + failure.statusCode()
              + " ("
              + said(failure)
              + ")"
              + (isPassing(failure)
                  ? " until patience ran out; look at the store, then run again"
                  : "");
    };
  }

  private String denied(String verb) {
    var permission =
        switch (verb) {
          case "put" -> "s3:PutObject";
          case "delete" -> "s3:DeleteObject";
          case "list" -> "s3:ListBucket";
          case "create" -> "s3:CreateBucket";
          default -> "s3:GetObject and s3:ListBucket";
        };
    return "access denied; check the keys, and that they allow "
        + permission
        + " on "
        + location.bucket()
        + "/"
        + location.keyPrefix()
        + "*";
  }

  private String connection(Throwable failure) {
    var unknownHost = cause(failure, UnknownHostException.class);
    if (unknownHost != null) {
      return "no such host: " + location.hostWithoutPort() + "; check the address and the DNS";
    }
    if (isUntrusted(failure)) {
      return "the server's certificate is not trusted ("
          + deepest(failure)
          + "); give its authority with --cacert, RESTIC_CACERT or customCA";
    }
    if (cause(failure, WrongLength.class) != null) {
      return deepest(failure) + "; run check: the file is damaged or not what the index says";
    }
    if (cause(failure, ConnectException.class) != null) {
      return "no connection (" + deepest(failure) + "); check the address and that the store runs";
    }
    if (cause(failure, SocketTimeoutException.class) != null) {
      return "no answer in time (" + deepest(failure) + "); look at the store and the network";
    }
    if (cause(failure, SSLException.class) != null) {
      return "no TLS connection (" + deepest(failure) + "); check http or https in the address";
    }
    if (cause(failure, IOException.class) != null) {
      return "the connection broke (" + deepest(failure) + "); look at the network, then run again";
    }
    return "the answer is not S3's (" + failure.getMessage() + "); check the address";
  }

  private static boolean isUntrusted(Throwable failure) {
    return cause(failure, java.security.cert.CertificateException.class) != null
        || cause(failure, java.security.cert.CertPathBuilderException.class) != null
        || cause(failure, javax.net.ssl.SSLPeerUnverifiedException.class) != null;
  }

  private static String word(String verb) {
    return switch (verb) {
      case "put" -> "store";
      case "get" -> "read";
      case "stat" -> "look for";
      default -> verb;
    };
  }

  private static String code(AwsServiceException failure) {
    var details = failure.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static String said(AwsServiceException failure) {
    var details = failure.awsErrorDetails();
    var text = details == null ? null : details.errorMessage();
    var code = code(failure);
    if (text == null || text.isBlank()) {
      return code.isEmpty() ? "no reason given" : code;
    }
    return code.isEmpty() ? text.strip() : code + ": " + text.strip();
  }

  private static String deepest(Throwable failure) {
    var last = failure;
    while (last.getCause() != null && last.getCause() != last) {
      last = last.getCause();
    }
    return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
  }

  private static <T extends Throwable> T cause(Throwable failure, Class<T> type) {
    for (var each = failure;
        each != null;
        each = each.getCause() == each ? null : each.getCause()) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }
}
