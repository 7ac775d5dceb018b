package caravan.storage;

import caravan.restic.Id;
import caravan.restic.backend.FileInfo;
import caravan.restic.backend.FileType;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Asks for the next page of a listing and adds it to the body. Where the listing stands is kept in
 * the exchange, so a page that failed is asked for again and those before it are not.
 */
final class ListPage implements Processor {
  private static final String CURSOR = "cursor";
  private static final String MORE = "more";

  @Override
  public void process(Exchange exchange) {
    var type = exchange.getProperty("type", FileType.class);
    var location = exchange.getProperty(S3Store.LOCATION, S3Location.class);
    var folder = location.key(type.folder() + "/");
    var page = page(exchange, location.bucket(), folder, type == FileType.DATA ? null : "/");
    var files = files(exchange);
    for (var object : page.objects()) {
      var name = object.key().substring(object.key().lastIndexOf('/') + 1);
      if (object.key().length() > folder.length() && Id.isId(name)) {
        files.add(new FileInfo(name, object.size()));
      }
    }
    exchange.setProperty(CURSOR, page.next());
    exchange.setProperty(MORE, page.next() != null);
    exchange.getMessage().setBody(files);
  }

  private static Page page(Exchange exchange, String bucket, String folder, String delimiter) {
    var client =
        exchange
            .getContext()
            .getRegistry()
            .lookupByNameAndType(
                exchange.getProperty(S3Store.CLIENT, String.class), S3Client.class);
    var cursor = exchange.getProperty(CURSOR, String.class);
    try {
      return exchange.getProperty(S3Store.SETTINGS, S3Settings.class).listV1()
          ? first(client, bucket, folder, delimiter, cursor)
          : second(client, bucket, folder, delimiter, cursor);
    } catch (NoSuchBucketException e) {
      return new Page(List.of(), null);
    }
  }

  private static Page first(
      S3Client client, String bucket, String folder, String delimiter, String marker) {
    var answer =
        client.listObjects(
            it -> it.bucket(bucket).prefix(folder).delimiter(delimiter).marker(marker));
    var objects = answer.contents();
    if (!Boolean.TRUE.equals(answer.isTruncated()) || objects.isEmpty()) {
      return new Page(objects, null);
    }
    var next = answer.nextMarker();
    return new Page(objects, next == null ? objects.getLast().key() : next);
  }

  private static Page second(
      S3Client client, String bucket, String folder, String delimiter, String token) {
    var answer =
        client.listObjectsV2(
            it -> it.bucket(bucket).prefix(folder).delimiter(delimiter).continuationToken(token));
    boolean more = Boolean.TRUE.equals(answer.isTruncated());
    return new Page(answer.contents(), more ? answer.nextContinuationToken() : null);
  }

  @SuppressWarnings("unchecked")
  private static List<FileInfo> files(Exchange exchange) {
    var body = exchange.getMessage().getBody();
    return body == null ? new ArrayList<>() : (List<FileInfo>) body;
  }

  /**
   * @param next where the next page begins, null after the last
   */
  private record Page(List<S3Object> objects, String next) {}
}
