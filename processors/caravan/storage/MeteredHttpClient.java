package caravan.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client whose bodies keep to a byte rate and whose calls are broken when they stall.
 *
 * @param onAnswer runs whenever the server has answered, whatever it said
 */
record MeteredHttpClient(
    SdkHttpClient client, ByteRate upload, ByteRate download, StallGuard guard, Runnable onAnswer)
    implements SdkHttpClient {
  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var watch = guard.watch();
    var metered =
        HttpExecuteRequest.builder()
            .request(request.httpRequest())
            .contentStreamProvider(
                request.contentStreamProvider().map(it -> metered(it, watch)).orElse(null))
            .metricCollector(request.metricCollector().orElse(null))
            .build();
    var call = client.prepareRequest(metered);
    watch.breakWith(call::abort);
    return new MeteredCall(call, watch);
  }

  /** The request's body, read anew for every attempt. */
  private ContentStreamProvider metered(ContentStreamProvider content, StallGuard.Call watch) {
    return () -> new MeteredStream(content.newStream(), upload, watch, false);
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    guard.close();
    client.close();
  }

  private final class MeteredCall implements ExecutableHttpRequest {
    private final ExecutableHttpRequest call;
    private final StallGuard.Call watch;

    MeteredCall(ExecutableHttpRequest call, StallGuard.Call watch) {
      this.call = call;
      this.watch = watch;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      watch.moved();
      HttpExecuteResponse response;
      try {
        response = call.call();
      } catch (IOException | RuntimeException e) {
        watch.close();
        if (watch.isStalled()) {
          throw stalled(e);
        }
        throw e;
      }
      watch.moved();
      onAnswer.run();
      if (response.responseBody().isEmpty()) {
        watch.close();
        return response;
      }
      var body = response.responseBody().get();
      return HttpExecuteResponse.builder()
          .response(response.httpResponse())
          .responseBody(
              AbortableInputStream.create(
                  new MeteredStream(body, download, watch, true), body::abort))
          .build();
    }

    @Override
    public void abort() {
      watch.close();
      call.abort();
    }
  }

  private static IOException stalled(Exception cause) {
    var failure = new SocketTimeoutException("the connection stood still");
    failure.initCause(cause);
    return failure;
  }

  private static final class MeteredStream extends FilterInputStream {
    private final ByteRate rate;
    private final StallGuard.Call watch;
    private final boolean endsCall;

    MeteredStream(InputStream stream, ByteRate rate, StallGuard.Call watch, boolean endsCall) {
      super(stream);
      this.rate = rate;
      this.watch = watch;
      this.endsCall = endsCall;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count;
      try {
        count = in.read(target, offset, rate.slice(length));
      } catch (IOException e) {
        throw watch.isStalled() ? stalled(e) : e;
      }
      rate.moved(count);
      watch.moved();
      return count;
    }

    @Override
    public void close() throws IOException {
      if (endsCall) {
        watch.close();
      }
      super.close();
    }
  }
}
