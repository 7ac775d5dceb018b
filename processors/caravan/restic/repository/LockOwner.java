package caravan.restic.repository;

/** Who takes locks and makes keys: written into lock and key files. */
public record LockOwner(String hostname, String username, int pid, int uid, int gid) {}
