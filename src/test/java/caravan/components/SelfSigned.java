package caravan.components;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Makes a certificate for 127.0.0.1 that nobody but its own file vouches for. */
public final class SelfSigned {
  private static final String PASSWORD = "changeit";
  private static final String FILE = "keys.p12";
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private SelfSigned() {}

  /** Writes {@code public.crt} and {@code private.key}, as MinIO wants them. */
  public static Path in(Path folder) throws IOException, GeneralSecurityException {
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair -alias it -keyalg EC -dname CN=store -ext SAN=IP:127.0.0.1 -validity 2",
        "-storetype PKCS12 -storepass " + PASSWORD + " -keystore " + folder.resolve(FILE));
    var store = stored(folder);
    var key = store.getKey("it", PASSWORD.toCharArray());
    write(folder.resolve("public.crt"), "CERTIFICATE", store.getCertificate("it").getEncoded());
    write(folder.resolve("private.key"), "PRIVATE KEY", key.getEncoded());
    return folder;
  }

  /** The same for a server in this JVM. */
  public static SSLContext contextIn(Path folder) throws IOException, GeneralSecurityException {
    in(folder);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(stored(folder), PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore stored(Path folder) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(folder.resolve(FILE))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static void write(Path file, String what, byte[] bytes) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(what, LINES.encodeToString(bytes)));
  }

  private static void run(String program, String... arguments) throws IOException {
    var command = new java.util.ArrayList<>(List.of(program));
    for (var line : arguments) {
      command.addAll(List.of(line.split(" ")));
    }
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
