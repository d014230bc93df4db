package dev.troupe.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdTest {
  @TempDir Path folder;

  private final BootService service =
      new BootService(
          "troupe-deploy",
          "deploy",
          Path.of("/home/deploy/.troupe/pm2.pid"),
          Path.of("/opt/troupe/bin/troupe"),
          new TreeMap<>(Map.of("PATH", "/usr/bin:/bin", "TROUPE_HOME", "/home/deploy/.troupe")),
          false);

  @Test
  void describesAServiceOfTheMachine() {
    assertThat(new Systemd().file(service))
        .hasToString("/etc/systemd/system/troupe-deploy.service");
    assertThat(new Systemd().text(service))
        .isEqualTo(
            """
            # Written by `troupe startup`; `systemctl edit` changes it in a file beside it.
            [Unit]
            Description=Troupe, process manager of deploy
            After=network.target remote-fs.target nss-user-lookup.target

            [Service]
            User=deploy
            Type=notify
            NotifyAccess=all
            Environment=PATH=/usr/bin:/bin
            Environment=TROUPE_HOME=/home/deploy/.troupe
            ExecStart=/opt/troupe/bin/troupe resurrect --no-daemon
            ExecReload=/opt/troupe/bin/troupe reload all
            ExecStop=/opt/troupe/bin/troupe kill
            Restart=on-failure
            RestartSec=2s
            TimeoutStartSec=5min
            TimeoutStopSec=2min
            KillMode=mixed
            Delegate=yes
            OOMPolicy=continue
            IgnoreSIGPIPE=no
            LimitNOFILE=1048576
            TasksMax=infinity

            [Install]
            WantedBy=multi-user.target
            """);
  }

  @Test
  void describesAServiceOfAUserWithoutWhatOnlyTheMachineHas() {
    var system = new SystemdUser(Path.of("/home/deploy/.config"));
    assertThat(system.file(service))
        .hasToString("/home/deploy/.config/systemd/user/troupe-deploy.service");
    assertThat(system.text(service))
        .contains("[Service]\nType=notify\n", "WantedBy=default.target\n")
        .doesNotContain("User=", "network.target");
  }

  @Test
  void waitsForTheNetworkIfAsked() {
    var waiting =
        new BootService("n", "u", service.pidFile(), service.program(), new TreeMap<>(), true);
    assertThat(new Systemd().text(waiting))
        .contains("Wants=network-online.target\nAfter=network-online.target\n");
  }

  @Test
  void quotesWhatSystemdWouldReadOtherwise() {
    assertThat(new Systemd().text(strange(Path.of("/opt/100%/my \"troupe\""))))
        .contains(
            "Environment=\"PATH=/a b:/c\\\\d\"\n",
            "ExecStart=\"/opt/100%%/my \\\"troupe\\\"\" resurrect --no-daemon\n");
  }

  private BootService strange(Path program) {
    return new BootService(
        "troupe-root",
        "root",
        Path.of("/home/50% home/pm2.pid"),
        program,
        new TreeMap<>(Map.of("PATH", "/a b:/c\\d")),
        true);
  }

  @Test
  @Tag("os")
  void passesSystemdsOwnCheck() throws IOException {
    var program = Files.createDirectories(folder.resolve("100% bin")).resolve("troupe");
    Files.writeString(program, "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    var tame =
        new BootService(
            "troupe-root", "root", service.pidFile(), program, service.variables(), false);
    assertThat(verify(new Systemd().text(tame), "--system")).isEmpty();
    assertThat(verify(new Systemd().text(strange(program)), "--system")).isEmpty();
    assertThat(verify(new SystemdUser(folder).text(tame), "--user")).isEmpty();
  }

  /** What systemd finds fault with. */
  private String verify(String text, String manager) throws IOException {
    var tool = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(tool), "systemd-analyze is missing");
    var unit = folder.resolve("troupe-test.service");
    Files.writeString(unit, text);
    var command =
        List.of(
            tool.toString(),
            "verify",
            "--man=no",
            "--recursive-errors=no",
            manager,
            unit.toString());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.onExit().join().exitValue();
    var faults = said.lines().filter(line -> line.contains("troupe-test")).toList();
    return exitCode == 0 ? String.join("\n", faults) : "exit code " + exitCode + ": " + said;
  }
}
