package caravan.replication;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Trigger;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void areTheContracts() {
    var source = Samples.source(Trigger.NONE);
    var destination = Samples.destination(Trigger.NONE);

    assertThat(Names.sourceCopy("app")).isEqualTo("volsync-app-src");
    assertThat(Names.mover(source)).isEqualTo("volsync-src-app");
    assertThat(Names.mover(destination)).isEqualTo("volsync-dst-app-dst");
    assertThat(Names.cache(source)).isEqualTo("volsync-src-app-cache");
    assertThat(Names.cache(destination)).isEqualTo("volsync-dst-app-dst-cache");
    assertThat(Names.account(source)).isEqualTo("volsync-src-app");
    assertThat(Names.destinationVolume("app-dst")).isEqualTo("volsync-app-dst-dest");
    assertThat(Names.primeClaim("295295b6")).isEqualTo("vs-prime-295295b6");
  }

  @Test
  void anImageCarriesItsTime() {
    var time = Instant.parse("2026-11-23T08:40:25.9Z");

    var name = Names.destinationImage("volsync-data-dst-dest", time, ZoneOffset.UTC);

    assertThat(name).isEqualTo("volsync-data-dst-dest-20261123084025");
  }

  @Test
  void aLongJobNameIsShortened() {
    var source = Samples.source(Trigger.NONE);
    source.metadata().setName("123456789".repeat(8));

    assertThat(Names.mover(source)).matches("volsync-src-[0-9a-f]{8}");
    assertThat(Names.cache(source)).endsWith("-cache").hasSizeGreaterThan(63);
  }

  @Test
  void aPullSecretIsNamedByTheChecksumOfItsName() {
    // 123456789 is CRC-32's own check value.
    assertThat(Names.pullSecret("123456789")).isEqualTo("volsync-pull-cbf43926");
  }
}
