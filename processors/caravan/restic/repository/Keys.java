package caravan.restic.repository;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.ResticException;
import caravan.restic.backend.FileType;
import caravan.restic.crypto.KeyFile;
import caravan.restic.crypto.MasterKey;
import caravan.restic.crypto.ScryptParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The passwords of a repository: each has a key file, and each opens it. At no moment is there none
 * that does: a new key is proven to open before another is removed.
 */
public final class Keys {
  private final Repository repository;
  private final KeyRing ring;

  /** A key file and its name. */
  public record StoredKey(Id id, KeyFile file) {}

  Keys(Repository repository) {
    this.repository = repository;
    ring = new KeyRing(repository.backend());
  }

  public List<Id> ids() {
    return ring.ids();
  }

  /**
   * @throws DamagedRepository when the file is no key
   */
  public StoredKey load(Id id) {
    return new StoredKey(id, ring.load(id));
  }

  /**
   * Stores a key for another password; a shared lock is held.
   *
   * @param owner whose key it is, as {@code key list} shows it
   * @throws DamagedRepository when what was stored does not open; then it is gone again
   */
  public Id add(Password password, LockOwner owner) {
    return add(password, owner, ScryptParameters.DEFAULT);
  }

  Id add(Password password, LockOwner owner, ScryptParameters scrypt) {
    var options = repository.options().with(password, owner);
    var id = ring.add(repository.masterKey(), options, scrypt);
    try {
      prove(id, password);
    } catch (ResticException e) {
      takeBack(id, e);
      throw e;
    }
    return id;
  }

  /**
   * Stores a key for another password and removes the one that opened the repository; an exclusive
   * lock is held. A run killed in between leaves both.
   *
   * @param ensureLockHeld asked before the old key is removed
   */
  public Id replace(Password password, LockOwner owner, Runnable ensureLockHeld) {
    var id = add(password, owner);
    ensureLockHeld.run();
    repository.delete(FileType.KEYS, repository.keyId());
    return id;
  }

  /**
   * Removes a key; an exclusive lock is held.
   *
   * @throws InvalidInput when it is the one that opened the repository
   */
  public void remove(Id id) {
    if (id.equals(repository.keyId())) {
      throw new InvalidInput("refusing to remove key currently used to access repository");
    }
    repository.delete(FileType.KEYS, id);
  }

  private void prove(Id id, Password password) {
    var opened = Optional.ofNullable(load(id).file().open(password.bytes())).filter(this::isOurs);
    if (opened.isEmpty()) {
      throw new DamagedRepository(
          "failed to access repository with new key: what was stored as key %s does not open; nothing was changed"
              .formatted(id));
    }
  }

  private boolean isOurs(MasterKey key) {
    return Arrays.equals(KeyFile.encode(key), KeyFile.encode(repository.masterKey()));
  }

  private void takeBack(Id id, ResticException cause) {
    try {
      repository.delete(FileType.KEYS, id);
    } catch (ResticException e) {
      cause.addSuppressed(e);
    }
  }
}
