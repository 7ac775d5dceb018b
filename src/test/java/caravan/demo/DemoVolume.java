package caravan.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;

/** The folder of a small photo app: pictures, a database, settings, a link. */
public final class DemoVolume {
  private static final int PICTURES = 24;
  private static final int PICTURE_BYTES = 700_000;
  private static final int DATABASE_BYTES = 6 << 20;
  private static final int PAGE_BYTES = 8 << 10;
  private final Path folder;
  private final Random random = new Random(20260101);

  public DemoVolume(Path folder) {
    this.folder = folder;
  }

  /** What the app holds on its first day. */
  public void fill() throws IOException {
    Files.createDirectories(folder.resolve("photos/2026"));
    for (int number = 0; number < PICTURES; number++) {
      addPicture(number);
    }
    Files.write(folder.resolve("app.db"), pages(DATABASE_BYTES));
    var settings = Files.writeString(folder.resolve("settings.yaml"), "title: Café ☕\nusers: 3\n");
    Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r-----"));
    Files.setLastModifiedTime(settings, FileTime.from(Instant.parse("1969-07-20T20:17:40.5Z")));
    Files.createSymbolicLink(folder.resolve("current"), Path.of("photos/2026"));
    Files.createLink(folder.resolve("photos/cover.jpg"), picture(0));
    Files.createDirectories(folder.resolve("uploads"));
  }

  /** What an hour of use changes: a new picture, some pages of the database, a line in the log. */
  public void change(int hour) throws IOException {
    addPicture(PICTURES + hour);
    try (var database = Files.newByteChannel(folder.resolve("app.db"), StandardOpenOption.WRITE)) {
      database.position((long) PAGE_BYTES * random.nextInt(DATABASE_BYTES / PAGE_BYTES));
      database.write(java.nio.ByteBuffer.wrap(pages(PAGE_BYTES)));
    }
    Files.writeString(
        folder.resolve("app.log"),
        "hour " + hour + ": all is well\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void addPicture(int number) throws IOException {
    var bytes = new byte[PICTURE_BYTES / 2 + random.nextInt(PICTURE_BYTES)];
    random.nextBytes(bytes);
    Files.write(picture(number), bytes);
  }

  private Path picture(int number) {
    return folder.resolve("photos/2026/picture-%03d.jpg".formatted(number));
  }

  /** Half text, half noise: compresses as databases do. */
  private byte[] pages(int length) {
    var content = new StringBuilder(length);
    var noise = new byte[32];
    while (content.length() < length) {
      random.nextBytes(noise);
      content
          .append("row:")
          .append(HexFormat.of().formatHex(noise))
          .append("|status:active|owner:admin;");
    }
    content.setLength(length);
    return content.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
