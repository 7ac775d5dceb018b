package caravan.storage;

import caravan.restic.InvalidInput;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * The certificates and keys of a PEM file, in any order and among anything else. Loads Bouncy
 * Castle, so it is touched only when somebody names such a file.
 */
final class PemFile {
  private static final byte[] PROBE =
      "is this key the certificate's?".getBytes(StandardCharsets.UTF_8);

  private final Path path;
  private final List<X509Certificate> certificates = new ArrayList<>();
  private final List<Object> keys = new ArrayList<>();

  private PemFile(Path path) {
    this.path = path;
  }

  static PemFile read(Path path) {
    var file = new PemFile(path);
    try (var blocks = new Blocks(Files.newBufferedReader(path, StandardCharsets.ISO_8859_1))) {
      for (var block = blocks.readObject(); block != null; block = blocks.readObject()) {
        file.add(block);
      }
      return file;
    } catch (NoSuchFileException e) {
      throw new InvalidInput("there is no file " + path + ": name an existing PEM file", e);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw file.unreadable(e);
    }
  }

  private void add(Object block) throws GeneralSecurityException {
    if (block instanceof X509CertificateHolder certificate) {
      certificates.add(new JcaX509CertificateConverter().getCertificate(certificate));
    } else {
      keys.add(block);
    }
  }

  /** Every certificate, in the file's order; at least one. */
  List<X509Certificate> certificates() {
    if (certificates.isEmpty()) {
      throw new InvalidInput(
          "no certificate in "
              + path
              + ": it must hold PEM text with a CERTIFICATE block (from a DER file: openssl x509"
              + " -inform der)");
    }
    return List.copyOf(certificates);
  }

  /** The first key, in whichever of the three plain forms it was written. */
  PrivateKey key() {
    if (keys.isEmpty()) {
      throw new InvalidInput(
          "no key in " + path + ": put the certificate's PRIVATE KEY block into the same file");
    }
    try {
      return new JcaPEMKeyConverter().getPrivateKey(plain(keys.getFirst()));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private PrivateKeyInfo plain(Object key) {
    return switch (key) {
      case PrivateKeyInfo pkcs8 -> pkcs8;
      case PEMKeyPair pkcs1OrSec1 -> pkcs1OrSec1.getPrivateKeyInfo();
      default ->
          throw new InvalidInput(
              "the key in "
                  + path
                  + " is encrypted: replace it by one without a passphrase (openssl pkey -in "
                  + path
                  + ")");
    };
  }

  /** The key's own certificate, then its issuer, then that one's, as far as the file goes. */
  List<X509Certificate> chainOf(PrivateKey key) {
    var rest = new ArrayList<>(certificates());
    var chain = new ArrayList<X509Certificate>();
    var next = rest.stream().filter(it -> belong(key, it)).findFirst();
    if (next.isEmpty()) {
      throw new InvalidInput(
          "the key in "
              + path
              + " belongs to none of the certificates there: add the certificate made for it");
    }
    while (next.isPresent()) {
      var added = next.get();
      chain.add(added);
      rest.removeIf(added::equals);
      next =
          rest.stream()
              .filter(it -> it.getSubjectX500Principal().equals(added.getIssuerX500Principal()))
              .findFirst();
    }
    return chain;
  }

  private boolean belong(PrivateKey key, X509Certificate certificate) {
    var shown = certificate.getPublicKey();
    if (key instanceof RSAKey ours && shown instanceof RSAKey theirs) {
      return ours.getModulus().equals(theirs.getModulus());
    }
    var algorithm = key.getAlgorithm();
    if (!algorithm.equals(shown.getAlgorithm())) {
      return false;
    }
    try {
      var signature = Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      var signed = signature.sign();
      signature.initVerify(shown);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw unreadable(e);
    }
  }

  private InvalidInput unreadable(Exception cause) {
    return new InvalidInput(
        "cannot use " + path + ": it must be readable PEM text (" + cause.getMessage() + ")",
        cause);
  }

  /** Passes over blocks that are neither certificate nor key, such as parameters. */
  private static final class Blocks extends PEMParser {
    Blocks(Reader reader) {
      super(reader);
    }

    @Override
    public PemObject readPemObject() throws IOException {
      var block = super.readPemObject();
      while (block != null && !isWanted(block.getType())) {
        block = super.readPemObject();
      }
      return block;
    }

    private static boolean isWanted(String type) {
      return type.equals("CERTIFICATE") || type.endsWith("PRIVATE KEY");
    }
  }
}
