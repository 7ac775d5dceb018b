package caravan.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/** A buffer as a message body that every attempt to send it reads anew, without a copy of it. */
final class Content extends InputStream implements StreamCache {
  private final ByteBuffer buffer;

  Content(ByteBuffer source) {
    buffer = source.slice();
  }

  @Override
  public int read() {
    return buffer.hasRemaining() ? buffer.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (!buffer.hasRemaining()) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  @Override
  public long skip(long count) {
    int skipped = Math.clamp(count, 0, buffer.remaining());
    buffer.position(buffer.position() + skipped);
    return skipped;
  }

  @Override
  public int available() {
    return buffer.remaining();
  }

  @Override
  public boolean markSupported() {
    return true;
  }

  /** The only mark there is lies at the beginning. */
  @Override
  public void mark(int readLimit) {}

  @Override
  public void reset() {
    buffer.rewind();
  }

  @Override
  public void writeTo(OutputStream target) throws IOException {
    Channels.newChannel(target).write(buffer.duplicate());
  }

  @Override
  public StreamCache copy(Exchange exchange) {
    return new Content(buffer.duplicate().rewind());
  }

  @Override
  public boolean inMemory() {
    return true;
  }

  @Override
  public long length() {
    return buffer.capacity();
  }

  @Override
  public long position() {
    return buffer.position();
  }
}
