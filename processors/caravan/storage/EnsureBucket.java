package caravan.storage;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Makes the bucket where it is missing; a bucket that may not be looked at is taken to exist. */
final class EnsureBucket implements Processor {
  @Override
  public void process(Exchange exchange) {
    var client =
        exchange
            .getContext()
            .getRegistry()
            .lookupByNameAndType(
                exchange.getProperty(S3Store.CLIENT, String.class), S3Client.class);
    var bucket = exchange.getProperty(S3Store.LOCATION, S3Location.class).bucket();
    if (!exists(client, bucket)) {
      try {
        client.createBucket(it -> it.bucket(bucket));
      } catch (BucketAlreadyOwnedByYouException e) {
        // Somebody was quicker.
      }
    }
  }

  private static boolean exists(S3Client client, String bucket) {
    try {
      client.headBucket(it -> it.bucket(bucket));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return false;
      }
      if (e.statusCode() == 403) {
        return true;
      }
      throw e;
    }
  }
}
