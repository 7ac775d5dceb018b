package caravan.storage;

import caravan.restic.InvalidInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Reads PEM files into what TLS needs: whom to trust, and who we are. */
final class Certificates {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final char[] NO_PASSWORD = {};

  private Certificates() {}

  /** Trusts the authorities in the file and nobody else. */
  static TrustManager[] trusting(Path file) {
    try {
      var store = emptyStore();
      for (var certificate : read(file)) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw unreadable("CA certificates", file, e);
    }
  }

  /** Shows the certificate in the file, proven by the key beside it. */
  static KeyManager[] showing(Path file) {
    try {
      var chain = read(file).toArray(Certificate[]::new);
      var store = emptyStore();
      store.setKeyEntry("client", key(file, chain), NO_PASSWORD, chain);
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw unreadable("client certificate", file, e);
    }
  }

  /** Trusts whoever answers. */
  static TrustManager[] trustingAnybody() {
    return new TrustManager[] {new Anybody()};
  }

  private static List<Certificate> read(Path file) throws GeneralSecurityException, IOException {
    var pem = Files.readString(file);
    int first = pem.indexOf("-----BEGIN CERTIFICATE-----");
    if (first < 0) {
      throw new InvalidInput("no certificate in " + file + ": it must hold PEM text");
    }
    var onlyCertificates = KEY.matcher(pem).replaceAll("").getBytes();
    return List.copyOf(
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(onlyCertificates)));
  }

  private static PrivateKey key(Path file, Certificate[] chain)
      throws GeneralSecurityException, IOException {
    var pem = KEY.matcher(Files.readString(file));
    if (!pem.find()) {
      throw new InvalidInput("no key in " + file + ": it must hold a PKCS#8 PRIVATE KEY");
    }
    var bytes = Base64.getMimeDecoder().decode(pem.group(1));
    var algorithm = chain[0].getPublicKey().getAlgorithm();
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static InvalidInput unreadable(String what, Path file, Exception cause) {
    return new InvalidInput(
        "cannot read the " + what + " from " + file + ": " + cause.getMessage(), cause);
  }

  /** Asked for by name only ({@code --insecure-tls}). */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
