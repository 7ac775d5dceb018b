package caravan.restic.repository;

import caravan.restic.DamagedRepository;
import caravan.restic.json.JsonCursor;
import caravan.restic.json.JsonOutput;
import caravan.restic.snapshot.Timestamp;

/** The content of a lock file: who holds it since when, and whether alone. */
public record LockFile(Timestamp time, boolean exclusive, LockOwner owner) {
  byte[] encode() {
    var out =
        new JsonOutput()
            .beginObject()
            .member("time", time.toString())
            .member("exclusive", exclusive)
            .member("hostname", owner.hostname())
            .member("username", owner.username())
            .member("pid", owner.pid());
    if (owner.uid() != 0) {
      out.member("uid", Integer.toUnsignedLong(owner.uid()));
    }
    if (owner.gid() != 0) {
      out.member("gid", Integer.toUnsignedLong(owner.gid()));
    }
    return out.endObject().toBytes();
  }

  /**
   * @throws DamagedRepository when this is no lock
   */
  static LockFile decode(byte[] json) {
    Timestamp time = null;
    boolean exclusive = false;
    String hostname = "", username = "";
    int pid = 0, uid = 0, gid = 0;
    var in = new JsonCursor(json);
    in.beginObject();
    for (String name; (name = in.nextName()) != null; ) {
      switch (name) {
        case "time" -> time = Timestamp.parse(in.text());
        case "exclusive" -> exclusive = in.bool();
        case "hostname" -> hostname = in.text();
        case "username" -> username = in.text();
        case "pid" -> pid = in.intNumber();
        case "uid" -> uid = in.uint32();
        case "gid" -> gid = in.uint32();
        default -> in.skip();
      }
    }
    if (time == null) {
      throw new DamagedRepository("invalid lock: it has no time");
    }
    return new LockFile(time, exclusive, new LockOwner(hostname, username, pid, uid, gid));
  }
}
