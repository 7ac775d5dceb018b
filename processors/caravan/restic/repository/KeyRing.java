package caravan.restic.repository;

import caravan.restic.DamagedRepository;
import caravan.restic.FileMissing;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
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
import java.util.List;

/** The key files of a repository. */
final class KeyRing {
  private static final int MAX_TRIES = 20;
  private final Backend backend;

  KeyRing(Backend backend) {
    this.backend = backend;
  }

  /** A key file that the password opens, and what is in it. */
  record OpenedKey(Id id, MasterKey masterKey) {}

  OpenedKey open(Password password, String hint) {
    var ids = ids(hint);
    int tries = 0;
    for (var id : ids) {
      if (++tries > MAX_TRIES) {
        throw new WrongPassword(
            "maximum number of keys reached: %d keys of %s do not open with this password"
                .formatted(MAX_TRIES, backend.location()));
      }
      var masterKey = tryKey(id, password);
      if (masterKey != null) {
        return new OpenedKey(id, masterKey);
      }
    }
    throw new WrongPassword("wrong password or no key found");
  }

  Id add(MasterKey masterKey, OpenOptions options) {
    var owner = options.lockOwner();
    var created = Timestamp.utc(options.clock().instant()).toString();
    var origin = new KeyFile.Origin(created, owner.username(), owner.hostname());
    var file =
        KeyFile.create(options.password().bytes(), masterKey, ScryptParameters.DEFAULT, origin)
            .encode();
    var id = Id.hash(file);
    backend.save(FileHandle.of(FileType.KEYS, id), ByteBuffer.wrap(file));
    return id;
  }

  List<Id> ids() {
    var ids = new ArrayList<Id>();
    backend.list(FileType.KEYS, file -> ids.add(Id.parse(file.name())));
    return ids;
  }

  private List<Id> ids(String hint) {
    var ids = ids();
    if (hint != null) {
      var hinted = ids.stream().filter(id -> id.toString().startsWith(hint)).toList();
      if (hinted.size() > 1) {
        throw new InvalidInput("key hint \"" + hint + "\" fits several keys: give more digits");
      }
      ids.removeAll(hinted);
      ids.addAll(0, hinted);
    }
    return ids;
  }

  private MasterKey tryKey(Id id, Password password) {
    try {
      return KeyFile.decode(backend.load(FileHandle.of(FileType.KEYS, id))).open(password.bytes());
    } catch (DamagedRepository | FileMissing e) {
      // One bad key file must not keep the others from opening the repository.
      return null;
    }
  }
}
