package caravan.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;

/** How far a mover's Job has come, by the conditions that the Job controller sets last. */
final class MoverEnd {
  private MoverEnd() {}

  static boolean isOver(Job job) {
    return isComplete(job) || isFailed(job);
  }

  static boolean isComplete(Job job) {
    return has(job, "Complete");
  }

  static boolean isFailed(Job job) {
    return has(job, "Failed");
  }

  private static boolean has(Job job, String condition) {
    return job.getStatus() != null
        && job.getStatus().getConditions().stream()
            .anyMatch(it -> it.getType().equals(condition) && it.getStatus().equals("True"));
  }
}
