package caravan.restic.repository;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.chunker.Polynomial;
import caravan.restic.json.JsonCursor;
import caravan.restic.json.JsonOutput;
import java.security.SecureRandom;

/**
 * The repository's config file.
 *
 * @param chunker how files are cut; another program may have set something else than Rabin
 */
public record Config(int version, Id id, Polynomial chunkerPolynomial, String chunker) {
  public static final int MIN_VERSION = 1;
  public static final int MAX_VERSION = 2;
  private static final String RABIN = "rabin";

  /**
   * The config of a new repository.
   *
   * @param polynomial null to draw one
   */
  static Config create(int version, Polynomial polynomial) {
    if (version < MIN_VERSION || version > MAX_VERSION) {
      throw new InvalidInput(
          "a repository of version %d cannot be made: choose %d or %d"
              .formatted(version, MIN_VERSION, MAX_VERSION));
    }
    var random = new SecureRandom();
    var chosen = polynomial == null ? Polynomial.random(random) : polynomial;
    if (!chosen.isIrreducible()) {
      throw new InvalidInput("the chunker polynomial " + chosen + " is not irreducible");
    }
    return new Config(version, Id.random(random), chosen, RABIN);
  }

  public byte[] encode() {
    return new JsonOutput()
        .beginObject()
        .member("version", version)
        .member("id", id)
        .member("chunker_polynomial", chunkerPolynomial.toString())
        .endObject()
        .toBytes();
  }

  /**
   * @throws DamagedRepository when this is no config of a version we know
   */
  static Config decode(byte[] json) {
    int version = 0;
    Id id = null;
    String polynomial = "", chunker = RABIN;
    var in = new JsonCursor(json);
    in.beginObject();
    for (String name; (name = in.nextName()) != null; ) {
      switch (name) {
        case "version" -> version = in.intNumber();
        case "id" -> id = in.id();
        case "chunker_polynomial" -> polynomial = in.text();
        case "chunker" -> chunker = in.text();
        default -> in.skip();
      }
    }
    if (version < MIN_VERSION || version > MAX_VERSION) {
      throw new DamagedRepository(
          "the repository has version %d; versions %d to %d are supported"
              .formatted(version, MIN_VERSION, MAX_VERSION));
    }
    return new Config(version, id, polynomial(polynomial), chunker);
  }

  /** Whether files are cut as we cut them: anything else would end deduplication silently. */
  public boolean isRabin() {
    return chunker.isEmpty() || chunker.equalsIgnoreCase(RABIN);
  }

  private static Polynomial polynomial(String hex) {
    try {
      var polynomial = Polynomial.parse(hex);
      if (polynomial.isIrreducible()) {
        return polynomial;
      }
    } catch (NumberFormatException e) {
      // Falls through: not a number is as bad as a reducible one.
    }
    throw new DamagedRepository("the config's chunker polynomial \"" + hex + "\" is not valid");
  }
}
