package caravan.restic.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserNamesTest {
  @TempDir Path folder;
  private UserNames names;

  @BeforeEach
  void write() throws Exception {
    var passwd =
        """
        # a remark
        root:x:0:0:root:/root:/bin/bash
        toor:x:0:0::/root:/bin/sh
        nobody:x:4294967294:65534::/:
        +::::::
        broken
        """;
    Files.writeString(folder.resolve("passwd"), passwd);
    Files.writeString(folder.resolve("group"), "wheel:x:0:root\nusers:x:100:\n");
    names = new UserNames(folder.resolve("passwd"), folder.resolve("group"));
  }

  @Test
  void namesByNumber() {
    assertThat(names.user(0)).isEqualTo("root");
    assertThat(names.user(-2)).isEqualTo("nobody");
    assertThat(names.group(100)).isEqualTo("users");
  }

  @Test
  void numbersByName() {
    assertThat(names.uid("toor")).hasValue(0);
    assertThat(names.gid("wheel")).hasValue(0);
    assertThat(names.uid("nobody")).hasValue(-2);
  }

  @Test
  void whatIsUnknownIsEmpty() {
    assertThat(names.user(12345)).isEmpty();
    assertThat(names.gid("nogroup")).isEmpty();
  }

  @Test
  void aMachineWithoutTheFilesKnowsNobody() {
    var none = new UserNames(folder.resolve("none"), folder.resolve("none"));

    assertThat(none.user(0)).isEmpty();
    assertThat(none.gid("root")).isEmpty();
  }
}
