package caravan.restic.crypto;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/**
 * Where the JDK keeps its algorithms. Asked without a name it starts every provider on its way,
 * elliptic curves included: a tenth of a second in each process.
 */
final class Algorithms {
  private static final String PROVIDER = "SunJCE";

  private Algorithms() {}

  static Cipher cipher(String transformation) throws GeneralSecurityException {
    try {
      return Cipher.getInstance(transformation, PROVIDER);
    } catch (NoSuchProviderException | NoSuchAlgorithmException e) {
      return Cipher.getInstance(transformation);
    }
  }

  static Mac mac(String algorithm) throws GeneralSecurityException {
    try {
      return Mac.getInstance(algorithm, PROVIDER);
    } catch (NoSuchProviderException | NoSuchAlgorithmException e) {
      return Mac.getInstance(algorithm);
    }
  }
}
