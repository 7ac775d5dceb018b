package caravan.storage;

import caravan.restic.InvalidInput;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes of PEM files what TLS needs: whom to trust, and who we are. */
final class Certificates {
  private static final char[] NO_PASSWORD = {};

  private Certificates() {}

  /** Trusts the authorities in the file and nobody else. */
  static TrustManager[] trusting(Path file) {
    var authorities = PemFile.read(file).certificates();
    try {
      var store = emptyStore();
      for (var authority : authorities) {
        store.setCertificateEntry("ca-" + store.size(), authority);
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw unusable("CA certificates", file, e);
    }
  }

  /** Shows the certificate in the file, proven by the key beside it. */
  static KeyManager[] showing(Path file) {
    var pem = PemFile.read(file);
    var key = pem.key();
    var chain = pem.chainOf(key).toArray(Certificate[]::new);
    try {
      var store = emptyStore();
      store.setKeyEntry("client", key, NO_PASSWORD, chain);
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw unusable("client certificate", file, e);
    }
  }

  /** Trusts whoever answers. */
  static TrustManager[] trustingAnybody() {
    return new TrustManager[] {new Anybody()};
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static InvalidInput unusable(String what, Path file, Exception cause) {
    return new InvalidInput(
        "cannot use the " + what + " in " + file + ": " + cause.getMessage(), cause);
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
