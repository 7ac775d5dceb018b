package caravan.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * Tells events. The name of an event follows from what it says, so the same one told again is
 * counted in its series, also after a restart.
 */
final class EventLog {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final int LONGEST_NOTE = 1024;
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_OBJECT = LONGEST_NAME - ".0123456789abcdef".length();
  private static final String DEFAULT_NAMESPACE = "default";

  /** What is told, and about which object. */
  record Told(HasMetadata regarding, String type, String reason, String action, String note) {
    private String name() {
      var text = regarding.getMetadata().getUid() + type + reason + note;
      var id = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
      return shortName() + "." + Long.toHexString(id.getMostSignificantBits());
    }

    /** A part of a name ends neither with a dot nor with a hyphen. */
    private String shortName() {
      var name = regarding.getMetadata().getName();
      return name.length() <= LONGEST_OBJECT
          ? name
          : name.substring(0, LONGEST_OBJECT).replaceAll("[.-]+$", "");
    }
  }

  private EventLog() {}

  static Event tell(KubernetesClient client, String controller, Told told) {
    var event = event(controller, told);
    var events = client.events().v1().events().inNamespace(event.getMetadata().getNamespace());
    try {
      return events.resource(event).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      return events.withName(event.getMetadata().getName()).edit(EventLog::again);
    }
  }

  private static Event again(Event event) {
    int count = event.getSeries() == null ? 1 : event.getSeries().getCount();
    return new EventBuilder(event)
        .withNewSeries()
        .withCount(count + 1)
        .withLastObservedTime(now())
        .endSeries()
        .build();
  }

  private static Event event(String controller, Told told) {
    var metadata = told.regarding().getMetadata();
    var namespace = metadata.getNamespace() == null ? DEFAULT_NAMESPACE : metadata.getNamespace();
    var regarding =
        new ObjectReferenceBuilder()
            .withApiVersion(told.regarding().getApiVersion())
            .withKind(told.regarding().getKind())
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .withResourceVersion(metadata.getResourceVersion())
            .build();
    return new EventBuilder()
        .withNewMetadata()
        .withName(told.name())
        .withNamespace(namespace)
        .endMetadata()
        .withEventTime(now())
        .withType(told.type())
        .withReason(told.reason())
        .withAction(told.action().isEmpty() ? told.reason() : told.action())
        .withNote(shortened(told.note()))
        .withRegarding(regarding)
        .withReportingController(controller)
        .withReportingInstance(controller)
        .build();
  }

  private static String shortened(String note) {
    return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 3) + "...";
  }

  private static MicroTime now() {
    return new MicroTime(MICROS.format(Instant.now()));
  }
}
