package caravan.restic.crypto;

import caravan.restic.DamagedRepository;
import caravan.restic.json.JsonCursor;
import caravan.restic.json.JsonOutput;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A file below {@code keys/}: the master key, sealed by a key that scrypt derives from a password.
 *
 * @param created as written, RFC 3339
 */
public record KeyFile(
    String created,
    String username,
    String hostname,
    ScryptParameters scrypt,
    byte[] salt,
    byte[] data) {
  private static final int SALT_BYTES = 64;

  /** Who makes a key and when. */
  public record Origin(String created, String username, String hostname) {}

  public static KeyFile create(
      byte[] password, MasterKey masterKey, ScryptParameters scrypt, Origin origin) {
    var salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    var plaintext = encode(masterKey);
    var sealed = new byte[plaintext.length + Sealer.OVERHEAD_BYTES];
    new Sealer(scrypt.derive(password, salt)).seal(plaintext, 0, plaintext.length, sealed, 0);
    return new KeyFile(
        origin.created(), origin.username(), origin.hostname(), scrypt, salt, sealed);
  }

  /** The master key, or null when the password is not this key's. */
  public MasterKey open(byte[] password) {
    var plaintext = new byte[data.length];
    int length = new Sealer(scrypt.derive(password, salt)).open(data, 0, data.length, plaintext, 0);
    return length < 0 ? null : decodeMasterKey(Arrays.copyOf(plaintext, length));
  }

  public byte[] encode() {
    return new JsonOutput()
        .beginObject()
        .member("created", created)
        .member("username", username)
        .member("hostname", hostname)
        .member("kdf", "scrypt")
        .member("N", scrypt.n())
        .member("r", scrypt.r())
        .member("p", scrypt.p())
        .member("salt", salt)
        .member("data", data)
        .endObject()
        .toBytes();
  }

  /**
   * @throws DamagedRepository when this is no key file
   */
  public static KeyFile decode(byte[] json) {
    var in = new JsonCursor(json);
    String created = "", username = "", hostname = "", kdf = "";
    int n = 0, r = 0, p = 0;
    byte[] salt = {}, data = {};
    in.beginObject();
    for (String name; (name = in.nextName()) != null; ) {
      switch (name) {
        case "created" -> created = in.text();
        case "username" -> username = in.text();
        case "hostname" -> hostname = in.text();
        case "kdf" -> kdf = in.text();
        case "N" -> n = in.intNumber();
        case "r" -> r = in.intNumber();
        case "p" -> p = in.intNumber();
        case "salt" -> salt = in.base64();
        case "data" -> data = in.base64();
        default -> in.skip();
      }
    }
    if (!kdf.equals("scrypt")) {
      throw new DamagedRepository("the key is derived by \"" + kdf + "\", only scrypt is known");
    }
    return new KeyFile(created, username, hostname, new ScryptParameters(n, r, p), salt, data);
  }

  /** The sealed document inside a key file; also what {@code cat masterkey} shows. */
  public static byte[] encode(MasterKey key) {
    return new JsonOutput()
        .beginObject()
        .name("mac")
        .beginObject()
        .member("k", key.macK())
        .member("r", key.macR())
        .endObject()
        .member("encrypt", key.encrypt())
        .endObject()
        .toBytes();
  }

  private static MasterKey decodeMasterKey(byte[] json) {
    byte[] k = {}, r = {}, encrypt = {};
    var in = new JsonCursor(json);
    in.beginObject();
    for (String name; (name = in.nextName()) != null; ) {
      switch (name) {
        case "encrypt" -> encrypt = in.base64();
        case "mac" -> {
          in.beginObject();
          for (String part; (part = in.nextName()) != null; ) {
            switch (part) {
              case "k" -> k = in.base64();
              case "r" -> r = in.base64();
              default -> in.skip();
            }
          }
        }
        default -> in.skip();
      }
    }
    return new MasterKey(encrypt, k, r);
  }

  @Override
  public String toString() {
    return new String(encode(), StandardCharsets.UTF_8);
  }
}
