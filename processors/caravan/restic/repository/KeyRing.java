package caravan.restic.repository;

import caravan.restic.DamagedRepository;
import caravan.restic.FileMissing;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.WrongPassword;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.crypto.KeyFile;
import caravan.restic.crypto.MasterKey;
import caravan.restic.crypto.ScryptParameters;
import caravan.restic.snapshot.Timestamp;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The key files of a repository. One is tried after another, the hinted one first and then those
 * that are cheap to try.
 */
final class KeyRing {
  private static final int MAX_TRIES = 20;
  private final Backend backend;
  private final List<Id> misfits = new ArrayList<>();

  KeyRing(Backend backend) {
    this.backend = backend;
  }

  /** A key file that the password opens, and what is in it. */
  record OpenedKey(Id id, MasterKey masterKey) {}

  private record Candidate(Id id, KeyFile file) {
    long cost() {
      return (long) file.scrypt().n() * file.scrypt().r() * file.scrypt().p();
    }
  }

  /**
   * @param isMasterKey tells this repository's master key from another's
   * @throws WrongPassword when no key opens
   * @throws DamagedRepository when one opens, but holds nothing that fits the config
   */
  OpenedKey open(Password password, String hint, Predicate<MasterKey> isMasterKey) {
    var ids = ids();
    var problems = new ArrayList<String>();
    var opened = tryKeys(hinted(ids, hint), password, isMasterKey, problems);
    if (opened == null) {
      opened = tryKeys(ids.stream().limit(MAX_TRIES).toList(), password, isMasterKey, problems);
    }
    if (opened != null) {
      return opened;
    }
    if (!misfits.isEmpty()) {
      throw new DamagedRepository(
          "the config of %s is damaged: ciphertext verification failed with key %s"
              .formatted(backend.location(), misfits.getFirst()));
    }
    var text = new StringBuilder("wrong password or no key found");
    if (ids.isEmpty()) {
      text.append(
          "; %s has a config, but no key files: bring them back".formatted(backend.location()));
    }
    if (ids.size() > MAX_TRIES) {
      text.append("; maximum number of keys reached: only %d were tried".formatted(MAX_TRIES));
    }
    problems.stream().distinct().forEach(problem -> text.append("; ").append(problem));
    throw new WrongPassword(text.toString());
  }

  Id add(MasterKey masterKey, OpenOptions options, ScryptParameters scrypt) {
    var owner = options.lockOwner();
    var created = Timestamp.utc(options.clock().instant()).toString();
    var origin = new KeyFile.Origin(created, owner.username(), owner.hostname());
    var file = KeyFile.create(options.password().bytes(), masterKey, scrypt, origin).encode();
    var id = Id.hash(file);
    backend.save(FileHandle.of(FileType.KEYS, id), ByteBuffer.wrap(file));
    return id;
  }

  List<Id> ids() {
    var ids = new ArrayList<Id>();
    backend.list(FileType.KEYS, file -> ids.add(Id.parse(file.name())));
    return ids;
  }

  /** The one key that the hint is for; a hint for none or several is no help. */
  private static List<Id> hinted(List<Id> ids, String hint) {
    if (hint == null || hint.isEmpty()) {
      return List.of();
    }
    var hinted = ids.stream().filter(id -> id.toString().startsWith(hint)).toList();
    return hinted.size() == 1 ? hinted : List.of();
  }

  private OpenedKey tryKeys(
      List<Id> ids, Password password, Predicate<MasterKey> isMasterKey, List<String> problems) {
    for (var candidate : candidates(ids, problems)) {
      try {
        var masterKey = candidate.file().open(password.bytes());
        if (masterKey != null && isMasterKey.test(masterKey)) {
          return new OpenedKey(candidate.id(), masterKey);
        }
        if (masterKey != null) {
          misfits.add(candidate.id());
        }
      } catch (DamagedRepository e) {
        problems.add("key " + candidate.id() + " is damaged: " + e.getMessage());
      }
    }
    return null;
  }

  /** One bad key file must not keep the others from opening the repository. */
  private List<Candidate> candidates(List<Id> ids, List<String> problems) {
    var candidates = new ArrayList<Candidate>();
    for (var id : ids) {
      try {
        candidates.add(new Candidate(id, load(id)));
      } catch (DamagedRepository | FileMissing e) {
        problems.add("key " + id + " is damaged: " + e.getMessage());
      }
    }
    candidates.sort(Comparator.comparingLong(Candidate::cost));
    return candidates;
  }

  KeyFile load(Id id) throws ResticException {
    var handle = FileHandle.of(FileType.KEYS, id);
    var content = backend.load(handle);
    if (!Id.hash(content).equals(id)) {
      content = backend.load(handle);
    }
    if (!Id.hash(content).equals(id)) {
      throw new DamagedRepository("its content has another hash");
    }
    return KeyFile.decode(content);
  }
}
