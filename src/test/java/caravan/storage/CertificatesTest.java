package caravan.storage;

import static caravan.storage.PemTexts.encryptedOldForm;
import static caravan.storage.PemTexts.encryptedPkcs8;
import static caravan.storage.PemTexts.keys;
import static caravan.storage.PemTexts.pem;
import static caravan.storage.PemTexts.pkcs8;
import static caravan.storage.PemTexts.sec1;
import static caravan.storage.PemTexts.selfSigned;
import static caravan.storage.PemTexts.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
  private static KeyPair rsa;
  private static KeyPair ec;
  private static X509Certificate rsaCertificate;
  private static X509Certificate ecCertificate;

  @TempDir private Path folder;

  @BeforeAll
  static void makeKeys() throws Exception {
    rsa = keys("RSA", 2048);
    ec = keys("EC", 256);
    rsaCertificate = selfSigned("rsa", rsa);
    ecCertificate = selfSigned("ec", ec);
  }

  @Test
  void readsRsaKeysInPkcs8AndInPkcs1() throws Exception {
    var modern = pkcs8(rsa);
    var old = pem(rsa.getPrivate());

    assertThat(modern).startsWith("-----BEGIN PRIVATE KEY");
    assertThat(old).startsWith("-----BEGIN RSA PRIVATE KEY");
    assertShown(file(pem(rsaCertificate), modern), rsa, rsaCertificate);
    assertShown(file(pem(rsaCertificate), old), rsa, rsaCertificate);
  }

  @Test
  void readsEcKeysInPkcs8AndInSec1() throws Exception {
    var modern = pkcs8(ec);
    var old = sec1(ec);

    assertThat(modern).startsWith("-----BEGIN PRIVATE KEY");
    assertThat(old).startsWith("-----BEGIN EC PRIVATE KEY");
    assertShown(file(pem(ecCertificate), modern), ec, ecCertificate);
    assertShown(file(pem(ecCertificate), old), ec, ecCertificate);
  }

  @Test
  void readsEdwardsKeys() throws Exception {
    var edwards = keys("Ed25519", 255);
    var certificate = selfSigned("edwards", edwards);

    assertShown(file(pem(certificate), pkcs8(edwards)), edwards, certificate);
  }

  @Test
  void passesOverCommentsAndForeignBlocks() throws Exception {
    var parameters =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    var unknown = "-----BEGIN NOTHING WE KNOW-----\nAAAA\n-----END NOTHING WE KNOW-----\n";
    var file =
        file(
            "# Schlüssel für das Lager\nBag Attributes\n    friendlyName: us\n",
            parameters,
            sec1(ec),
            "subject=CN = ec\r\n",
            unknown,
            pem(ecCertificate).replace("\n", "\r\n"));
    Files.write(file, Files.readString(file).getBytes(StandardCharsets.ISO_8859_1));

    assertShown(file, ec, ecCertificate);
    assertThat(trusted(file)).containsExactly(ecCertificate);
  }

  @Test
  void putsTheChainInOrder() throws Exception {
    var ours = keys("EC", 384);
    var middle = signed("middle", ec, "rsa", rsa);
    var leaf = signed("us", ours, "middle", ec);
    var file =
        file(pem(rsaCertificate), pem(middle), pkcs8(ours), pem(leaf), pem(middle), pem(leaf));

    assertShown(file, ours, leaf, middle, rsaCertificate);
  }

  @Test
  void trustsEveryAuthorityInTheFile() throws Exception {
    var file = file(pem(ecCertificate), "# the other one\n", pem(rsaCertificate));

    assertThat(trusted(file)).containsExactlyInAnyOrder(ecCertificate, rsaCertificate);
  }

  @Test
  void refusesEncryptedKeys() throws Exception {
    for (var key : new String[] {encryptedPkcs8(rsa), encryptedOldForm(rsa)}) {
      var file = file(pem(rsaCertificate), key);

      assertThat(key).contains("ENCRYPTED");
      assertRefused(() -> Certificates.showing(file), file, "is encrypted", "without a passphrase");
    }
  }

  @Test
  void refusesFilesWithoutKey() throws Exception {
    var file = file(pem(rsaCertificate));

    assertRefused(() -> Certificates.showing(file), file, "no key in", "PRIVATE KEY block");
  }

  @Test
  void refusesFilesWithoutCertificate() throws Exception {
    var onlyKey = file(pkcs8(rsa));

    assertRefused(() -> Certificates.showing(onlyKey), onlyKey, "no certificate in", "CERTIFICATE");
    assertRefused(() -> Certificates.trusting(onlyKey), onlyKey, "no certificate in");
    var empty = file();
    assertRefused(() -> Certificates.trusting(empty), empty, "no certificate in");
    var der = Files.write(folder.resolve("der"), rsaCertificate.getEncoded());
    assertRefused(() -> Certificates.trusting(der), der, "no certificate in", "-inform der");
  }

  @Test
  void refusesAKeyThatBelongsToAnotherCertificate() throws Exception {
    var curve = keys("EC", 384);
    for (var key : new String[] {pkcs8(ec), pkcs8(keys("RSA", 2048))}) {
      var file = file(pem(rsaCertificate), pem(selfSigned("curve", curve)), key);

      assertRefused(() -> Certificates.showing(file), file, "belongs to none", "add the");
    }
  }

  @Test
  void refusesDamagedFiles() throws Exception {
    var whole = pem(rsaCertificate);
    var damaged =
        new String[] {
          whole.substring(0, whole.length() / 2),
          whole.replace("\nM", "\n*"),
          whole.replaceFirst("\nMII", "\nAII"),
          "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
          "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
          whole + "-----BEGIN RSA PRIVATE KEY-----\nMAMCAQA=\n-----END RSA PRIVATE KEY-----\n",
          whole + "-----BEGIN EC PRIVATE KEY-----\nMAMCAQA=\n-----END EC PRIVATE KEY-----\n",
          whole + "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"
        };
    for (var text : damaged) {
      var file = file(text);

      assertRefused(() -> Certificates.showing(file), file, "PEM text (");
    }
  }

  @Test
  void refusesWhatIsNoFile() {
    var missing = folder.resolve("missing.pem");

    assertRefused(() -> Certificates.trusting(missing), missing, "there is no file");
    assertRefused(() -> Certificates.trusting(folder), folder, "readable PEM text");
  }

  private Path file(String... parts) throws Exception {
    return Files.writeString(folder.resolve("store.pem"), String.join("", parts));
  }

  private static void assertShown(Path file, KeyPair keys, X509Certificate... chain) {
    var shown = (X509ExtendedKeyManager) Certificates.showing(file)[0];

    assertThat(secret(shown.getPrivateKey("client"))).isEqualTo(secret(keys.getPrivate()));
    assertThat(shown.getCertificateChain("client")).containsExactly(chain);
  }

  /** SEC1 keys carry their public half along, so the encodings differ. */
  private static Object secret(PrivateKey key) {
    return key instanceof ECPrivateKey curve ? curve.getS() : key.getEncoded();
  }

  private static X509Certificate[] trusted(Path file) {
    return ((X509TrustManager) Certificates.trusting(file)[0]).getAcceptedIssuers();
  }

  private static void assertRefused(ThrowingCallable reading, Path file, String... words) {
    assertThatThrownBy(reading)
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(words)
        .satisfies(it -> assertThat(it.getMessage()).doesNotContain("(null)"));
  }
}
