package caravan.storage;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Makes throw-away keys and certificates, and writes them as openssl would. */
final class PemTexts {
  private static final char[] PASSPHRASE = "secret".toCharArray();

  private PemTexts() {}

  static KeyPair keys(String algorithm, int size) throws Exception {
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    return generator.generateKeyPair();
  }

  static X509Certificate selfSigned(String name, KeyPair keys) throws Exception {
    return signed(name, keys, name, keys);
  }

  static X509Certificate signed(String name, KeyPair keys, String by, KeyPair issuer)
      throws Exception {
    var today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    var signature =
        switch (issuer.getPrivate().getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Principal("CN=" + by),
            BigInteger.valueOf(name.hashCode() & 0xffff),
            Date.from(today.minus(1, ChronoUnit.DAYS)),
            Date.from(today.plus(9, ChronoUnit.DAYS)),
            new X500Principal("CN=" + name),
            keys.getPublic());
    var signer = new JcaContentSignerBuilder(signature).build(issuer.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  /** A certificate, or an RSA key in its old form, PKCS#1. */
  static String pem(Object thing) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(thing);
    }
    return text.toString();
  }

  /** An EC key in its old form, which names its curve within. */
  static String sec1(KeyPair keys) throws IOException {
    var secret = (java.security.interfaces.ECPrivateKey) keys.getPrivate();
    var shown = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    int bits = secret.getParams().getOrder().bitLength();
    var key =
        new ECPrivateKey(
            bits, secret.getS(), shown.getPublicKeyData(), shown.getAlgorithm().getParameters());
    return pem(new PemObject("EC PRIVATE KEY", key.getEncoded()));
  }

  static String pkcs8(KeyPair keys) throws Exception {
    return pem(new JcaPKCS8Generator(keys.getPrivate(), null));
  }

  static String encryptedPkcs8(KeyPair keys) throws Exception {
    var encryptor =
        new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
            .setPassword(PASSPHRASE)
            .setProvider(new BouncyCastleProvider())
            .build();
    return pem(new JcaPKCS8Generator(keys.getPrivate(), encryptor));
  }

  static String encryptedOldForm(KeyPair keys) throws Exception {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(
          keys.getPrivate(),
          new JcePEMEncryptorBuilder("AES-128-CBC")
              .setProvider(new BouncyCastleProvider())
              .build(PASSPHRASE));
    }
    return text.toString();
  }
}
