package caravan.storage;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads an answer to its end, and fails unless it is exactly as long as announced and asked. */
final class ReadBody implements Processor {
  @Override
  public void process(Exchange exchange) throws Exception {
    var message = exchange.getMessage();
    try (var body = (ResponseInputStream<?>) message.getBody()) {
      long announced = ((GetObjectResponse) body.response()).contentLength();
      var first = exchange.getProperty("first", Long.class);
      if (first != null) {
        long wanted = exchange.getProperty("last", Long.class) - first + 1;
        if (announced != wanted) {
          body.abort();
          throw new WrongLength(announced, wanted);
        }
      }
      var bytes = new byte[Math.toIntExact(announced)];
      int received = body.readNBytes(bytes, 0, bytes.length);
      if (received < bytes.length) {
        throw new TruncatedBody(received, announced);
      }
      message.setBody(bytes);
    }
  }
}
