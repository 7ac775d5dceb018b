package caravan.restic.repository;

import java.nio.charset.StandardCharsets;

/** A repository's password; it never prints. */
public final class Password {
  private final byte[] bytes;

  private Password(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Password of(String text) {
    return new Password(text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "***";
  }
}
