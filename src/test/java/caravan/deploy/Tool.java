package caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of a program that ends by itself. */
record Tool(int exitCode, String output, String errors) {
  static Tool run(Path program, String... words) {
    return run(program, Map.of(), "", words);
  }

  /** With nothing but the given variables in its environment. */
  static Tool run(Path program, Map<String, String> environment, String input, String... words) {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    try {
      var errors = Files.createTempFile("tool", ".err");
      var in = Files.writeString(Files.createTempFile("tool", ".in"), input);
      try {
        var builder = new ProcessBuilder(command);
        builder.redirectError(errors.toFile()).redirectInput(in.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Tool(process.exitValue(), output, Files.readString(errors));
      } finally {
        Files.delete(errors);
        Files.delete(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it printed, of a run that went well. */
  String succeeded() {
    assertThat(exitCode).as(errors + output).isZero();
    return output;
  }
}
