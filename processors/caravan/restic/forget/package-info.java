/**
 * Which snapshots a policy keeps, exactly as restic's {@code forget} decides. Pure: takes snapshots
 * and the time, gives a plan; deletes nothing. May use {@code snapshot} and {@code
 * caravan.restic}'s values.
 */
package caravan.restic.forget;
