package caravan.components;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One HTTP/1.1 request as it was sent: the lines of its head, and the bytes of its body. */
record RawRequest(String method, String target, List<String> headers, byte[] body) {
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  /** Null when nothing comes any more. */
  static RawRequest read(InputStream in) throws IOException {
    var head = head(in);
    if (head == null) {
      return null;
    }
    var lines = new ArrayList<>(List.of(head.split("\r\n")));
    var start = lines.removeFirst().split(" ");
    var request = new RawRequest(start[0], start[1], List.copyOf(lines), new byte[0]);
    return new RawRequest(start[0], start[1], request.headers, request.readBody(in));
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < END_OF_HEAD.length) {
      int read = in.read();
      if (read < 0) {
        return null;
      }
      head.write(read);
      matched = read == END_OF_HEAD[matched] ? matched + 1 : read == END_OF_HEAD[0] ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1).strip();
  }

  private byte[] readBody(InputStream in) throws IOException {
    if (header("transfer-encoding").equalsIgnoreCase("chunked")) {
      return chunks(in);
    }
    var length = header("content-length");
    return length.isEmpty() ? new byte[0] : exactly(in, Integer.parseInt(length));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(in).split(";")[0].strip(), 16);
      body.writeBytes(exactly(in, size));
      line(in);
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new EOFException();
      }
      line.append((char) read);
    }
    return line.toString();
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Empty when there is none. */
  private String header(String name) {
    return headers.stream()
        .filter(it -> isNamed(it, name))
        .map(it -> it.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static boolean isNamed(String header, String name) {
    return header.toLowerCase(Locale.ROOT).startsWith(name + ":");
  }

  /** Whether the connection is to become a WebSocket, which is bytes both ways. */
  boolean isUpgrade() {
    return header("upgrade").equalsIgnoreCase("websocket");
  }

  /** The same request, and the last one of its connection. */
  byte[] asLast() {
    var text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    for (var header : headers) {
      if (isUpgrade() || !isOfConnection(header)) {
        text.append(header).append("\r\n");
      }
    }
    if (!isUpgrade()) {
      text.append("Connection: close\r\n");
      if (body.length > 0 || !method.equals("GET")) {
        text.append("Content-Length: ").append(body.length).append("\r\n");
      }
    }
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private static boolean isOfConnection(String header) {
    return List.of("connection", "upgrade", "http2-settings", "content-length", "transfer-encoding")
        .stream()
        .anyMatch(it -> isNamed(header, it));
  }
}
