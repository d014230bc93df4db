package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.cli.boot.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code startup} and {@code unstartup} on a machine that is a folder. */
@Tag("os")
class StartupCommandTest {
  private static final String UNIT = "etc/systemd/system/troupe-deploy.service";

  @TempDir Path root;

  private final Map<String, String> env = new HashMap<>();
  private String user = "root";

  @BeforeEach
  void setUp() throws IOException {
    env.put("PATH", "/usr/bin");
    env.put("HOME", "/root");
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(
        root.resolve("etc/passwd"), "root:x:0:0::/root:\ndeploy:x:1::,:/srv/deploy:\n");
  }

  /** A tool that notes how it was called. */
  private void tool(String name, String commands) throws IOException {
    var file = root.resolve("usr/sbin").resolve(name);
    Files.createDirectories(root.resolve("usr/sbin"));
    Files.writeString(file, "#!/bin/sh\necho " + name + " \"$@\" >>" + root + "/ran\n" + commands);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> ran() throws IOException {
    var notes = root.resolve("ran");
    return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
  }

  private CommandRun.Result startup(String... words) {
    return run(new StartupCommand(this::host), words);
  }

  private CommandRun.Result unstartup(String... words) {
    return run(new UnstartupCommand(this::host), words);
  }

  private Host host(Session session) {
    return new Host(root, user, session.caller().env());
  }

  private CommandRun.Result run(Command command, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var cwd = Path.of("/work");
    var caller = new Caller("troupe", Path.of("/opt/troupe"), env, cwd, false, Integer.MAX_VALUE);
    var console = new Console(out, err, caller);
    var installation = new Installation(Path.of("/jdk/bin/java"), "", null, null);
    var session = new Session(caller, console, installation, InstantSource.system());
    int exitCode;
    try {
      exitCode = command.run(Arguments.parse(command.syntax(), List.of(words)), session);
    } catch (CommandFailure e) {
      console.error(e.text());
      exitCode = ExitCode.FAILED;
    }
    return new CommandRun.Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void writesAndEnablesAsRoot() throws IOException {
    tool("systemctl", "");
    var result = startup("systemd", "-u", "deploy", "--hp", "/home/deploy");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            [Troupe] Init system: systemd
            [Troupe] Wrote /etc/systemd/system/troupe-deploy.service
            [Troupe] Ran systemctl enable troupe-deploy
            [Troupe] At boot troupe-deploy runs troupe resurrect for deploy
            [Troupe] Keep the list of apps for that: troupe save
            [Troupe] Undo this: troupe unstartup systemd
            """);
    assertThat(root.resolve(UNIT))
        .content()
        .contains(
            "User=deploy\n",
            "Type=notify\n",
            "Environment=JAVA_HOME=/jdk\n",
            "Environment=PATH=/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin\n",
            "Environment=PM2_HOME=/home/deploy/.troupe\n",
            "Environment=TROUPE_HOME=/home/deploy/.troupe\n",
            "ExecStart=/opt/troupe/bin/troupe resurrect --no-daemon\n");
    assertThat(ran()).containsExactly("systemctl enable troupe-deploy");
  }

  @Test
  void printsTheLineForRootAndChangesNothing() throws IOException {
    tool("systemctl", "");
    user = "deploy";
    env.put("HOME", "/home/de ploy");
    env.put("TROUPE_HOME", "/data/troupe");
    var result = startup("--wait-ip");
    assertThat(result.exitCode()).isOne();
    assertThat(result.out().lines().toList())
        .last()
        .isEqualTo(
            "sudo env PATH=\"$PATH\" TROUPE_HOME=/data/troupe /opt/troupe/bin/troupe startup"
                + " systemd -u deploy --hp '/home/de ploy' --wait-ip");
    assertThat(unstartup("openrc", "--service-name", "apps").out())
        .endsWith("troupe unstartup openrc -u deploy --hp '/home/de ploy' --service-name apps\n");
    assertThat(root.resolve("etc/systemd")).doesNotExist();
    assertThat(ran()).isEmpty();
  }

  @Test
  void setsUpAUsersOwnSystemdWithoutRoot() throws IOException {
    tool("systemctl", "");
    tool("loginctl", "");
    user = "deploy";
    env.put("HOME", "/home/deploy");
    assertThat(startup("systemd-user").exitCode()).isZero();
    assertThat(root.resolve("home/deploy/.config/systemd/user/troupe-deploy.service")).exists();
    assertThat(ran())
        .containsExactly("systemctl --user enable troupe-deploy", "loginctl enable-linger deploy");
    assertThat(startup("systemd-user", "-u", "root").err()).contains("root must call it");
  }

  @Test
  void takesAHomeThatIsSetOverTheUsersOwn() throws IOException {
    tool("systemctl", "");
    env.put("PM2_HOME", "/data/pm2");
    startup("-u", "deploy");
    assertThat(root.resolve(UNIT)).content().contains("TROUPE_HOME=/data/pm2\n");
  }

  @Test
  void knowsAUsersHomeAndAsksForOneThatItDoesNotKnow() throws IOException {
    tool("systemctl", "");
    startup("-u", "deploy");
    assertThat(root.resolve(UNIT)).content().contains("TROUPE_HOME=/srv/deploy/.troupe\n");
    assertThat(startup("-u", "nobody").err()).contains("the home of nobody: give it with --hp");
  }

  @ParameterizedTest
  @CsvSource({
    "systemctl, etc/systemd/system/troupe-root.service, systemctl enable troupe-root",
    "rc-update, etc/init.d/troupe-root, rc-update add troupe-root default",
    "update-rc.d, etc/init.d/troupe-root, update-rc.d troupe-root defaults",
    "chkconfig, etc/init.d/troupe-root, chkconfig --add troupe-root",
    "launchctl, Library/LaunchDaemons/troupe-root.plist, launchctl enable system/troupe-root"
  })
  void findsTheInitSystemByItsTool(String name, String file, String firstCommand)
      throws IOException {
    tool(name, "");
    assertThat(startup().exitCode()).isZero();
    assertThat(root.resolve(file)).exists();
    assertThat(ran()).first().isEqualTo(firstCommand);
    assertThat(Files.isExecutable(root.resolve(file))).isEqualTo(file.contains("init.d"));
  }

  @Test
  void refusesWhereThereIsNoInitSystemThatItKnows() {
    assertThat(startup().err()).contains("found none of systemctl, rc-update");
    assertThat(startup("upstart").err()).contains("cannot set up upstart; give one of systemd,");
    assertThat(startup("systemd", "--service-name", "../x").err()).contains("service name ../x");
  }

  @Test
  void leavesAFileAloneThatSomebodyElseWrote() throws IOException {
    tool("systemctl", "");
    Files.createDirectories(root.resolve(UNIT).resolveSibling("."));
    Files.writeString(root.resolve(UNIT), "[Unit]\n");
    assertThat(startup("-u", "deploy").err()).contains("was not written by Troupe");
    assertThat(unstartup("-u", "deploy").err()).contains("was not written by Troupe");
    assertThat(root.resolve(UNIT)).hasContent("[Unit]\n");
  }

  @Test
  void saysWhichToolFailed() throws IOException {
    tool("systemctl", "echo 'no bus'; exit 3\n");
    var result = startup("-u", "deploy");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err())
        .contains("systemctl enable troupe-deploy failed with exit code 3: no bus");
  }

  @Test
  void takesBackWhatItDidAndMayBeAskedTwice() throws IOException {
    tool("systemctl", "");
    startup("-u", "deploy");
    var result = unstartup("-u", "deploy");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("Removed /" + UNIT, "goes on running");
    assertThat(root.resolve(UNIT)).doesNotExist();
    assertThat(ran())
        .containsExactly(
            "systemctl enable troupe-deploy",
            "systemctl disable troupe-deploy",
            "systemctl daemon-reload");
    var again = unstartup("-u", "deploy");
    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).contains("there is nothing to remove");
  }
}
