package caravan.restic.repository;

import caravan.restic.FileMissing;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.ResticException;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.crypto.MasterKey;
import caravan.restic.crypto.ScryptParameters;
import caravan.restic.crypto.Sealer;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;

/**
 * Makes a repository where there is none, and never over one. The key is stored before the config:
 * a config without a key would be a repository that nobody can open.
 */
final class Initialization {
  private final Backend backend;
  private final OpenOptions options;
  private final ScryptParameters scrypt;
  private final KeyRing keys;

  Initialization(Backend backend, OpenOptions options, ScryptParameters scrypt) {
    this.backend = backend;
    this.options = options;
    this.scrypt = scrypt;
    keys = new KeyRing(backend);
  }

  KeyRing.OpenedKey run(Config config) {
    failIfConfigured();
    backend.create();
    failIfConfigured();
    failIfKeysAreThere();
    var masterKey = MasterKey.random(new SecureRandom());
    var keyId = keys.add(masterKey, options, scrypt);
    try {
      failIfNotAlone(keyId);
    } catch (ResticException e) {
      delete(keyId, e);
      throw e;
    }
    try {
      save(config, masterKey);
    } catch (ResticException e) {
      deleteUnlessConfigured(keyId, e);
      throw e;
    }
    return new KeyRing.OpenedKey(keyId, masterKey);
  }

  private void save(Config config, MasterKey masterKey) {
    var plaintext = config.encode();
    var sealed = new byte[plaintext.length + Sealer.OVERHEAD_BYTES];
    new Sealer(masterKey).seal(plaintext, 0, plaintext.length, sealed, 0);
    backend.save(FileHandle.CONFIG, ByteBuffer.wrap(sealed));
  }

  private void failIfConfigured() {
    try {
      backend.size(FileHandle.CONFIG);
    } catch (FileMissing e) {
      return;
    }
    throw new InvalidInput(
        "config file already exists: there is a repository in " + backend.location());
  }

  private void failIfKeysAreThere() {
    if (!keys.ids().isEmpty()) {
      throw new InvalidInput(
          """
          %s has keys but no config file: either a repository there has lost its config, or one was never finished
          bring the config back, or choose another place; only if no backup was ever made there, delete its folder keys and run init again"""
              .formatted(backend.location()));
    }
  }

  /** Of two that begin at once, at least one sees the other's key. */
  private void failIfNotAlone(Id key) {
    if (!keys.ids().equals(List.of(key))) {
      throw new InvalidInput(
          "somebody else is making a repository in %s at this moment: run it again"
              .formatted(backend.location()));
    }
  }

  /** The config may be stored all the same, with its answer lost: then the key is needed. */
  private void deleteUnlessConfigured(Id key, ResticException cause) {
    try {
      failIfConfigured();
      delete(key, cause);
    } catch (ResticException e) {
      cause.addSuppressed(e);
    }
  }

  private void delete(Id key, ResticException cause) {
    try {
      backend.delete(FileHandle.of(FileType.KEYS, key));
    } catch (ResticException e) {
      cause.addSuppressed(e);
    }
  }
}
