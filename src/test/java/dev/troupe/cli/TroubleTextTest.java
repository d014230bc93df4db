package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.PortHolder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroubleTextTest {
  private @TempDir Path folder;

  @Test
  void aRefusalThatNamesAPortIsExplained() {
    var shown = new ByteArrayOutputStream();
    var caller = new Caller("troupe", null, Map.of(), folder, false, 80);
    var text = new TroubleText(new Console(shown, shown, caller));
    text.explain("so[0] cannot listen on port 81: Address already in use", new PortHolder(folder));
    text.explain("so[0] is busy", new PortHolder(folder));
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .isEqualTo("[Troupe][WARN] port 81 is free by now, or held by a process of another user\n");
  }
}
