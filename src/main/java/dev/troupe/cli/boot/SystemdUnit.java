package dev.troupe.cli.boot;

/** The text of a systemd unit; docs/boot.md gives the reason for each setting. */
final class SystemdUnit {
  private final BootService service;
  private final StringBuilder text = new StringBuilder();

  private SystemdUnit(BootService service) {
    this.service = service;
  }

  static String ofSystem(BootService service) {
    var unit = new SystemdUnit(service);
    unit.describe();
    unit.set("After", "network.target remote-fs.target nss-user-lookup.target");
    unit.waitForNetwork();
    unit.section("Service");
    unit.set("User", service.user());
    unit.run();
    unit.install("multi-user.target");
    return unit.text.toString();
  }

  /** A user's systemd knows neither users nor the machine's targets. */
  static String ofUser(BootService service) {
    var unit = new SystemdUnit(service);
    unit.describe();
    unit.section("Service");
    unit.run();
    unit.install("default.target");
    return unit.text.toString();
  }

  private void describe() {
    text.append("# ").append(BootService.MARK);
    text.append("; `systemctl edit` changes it in a file beside it.\n[Unit]\n");
    set("Description", escaped(service.description()));
  }

  private void waitForNetwork() {
    if (service.needsNetwork()) {
      set("Wants", "network-online.target");
      set("After", "network-online.target");
    }
  }

  private void run() {
    var program = quoted(service.program().toString());
    set("Type", "notify");
    set("NotifyAccess", "all");
    service.variables().forEach((name, value) -> set("Environment", quoted(name + "=" + value)));
    set("ExecStart", program + " resurrect --no-daemon");
    set("ExecReload", program + " reload all");
    set("ExecStop", program + " kill");
    set("Restart", "on-failure");
    set("RestartSec", "2s");
    set("TimeoutStartSec", "5min");
    set("TimeoutStopSec", "2min");
    set("KillMode", "mixed");
    set("Delegate", "yes");
    set("OOMPolicy", "continue");
    set("IgnoreSIGPIPE", "no");
    set("LimitNOFILE", Integer.toString(BootService.OPEN_FILES));
    set("TasksMax", "infinity");
  }

  private void install(String target) {
    section("Install");
    set("WantedBy", target);
  }

  private void section(String name) {
    text.append("\n[").append(name).append("]\n");
  }

  private void set(String key, String value) {
    text.append(key).append('=').append(value).append('\n');
  }

  /** systemd.unit(5): a percent sign begins a specifier. */
  private static String escaped(String value) {
    return value.replace("%", "%%");
  }

  /** systemd.syntax(7): blanks end a word, unless it is quoted; a backslash escapes. */
  private static String quoted(String word) {
    var escaped = escaped(word).replace("\\", "\\\\").replace("\"", "\\\"");
    return escaped.indexOf(' ') < 0 && escaped.equals(escaped(word))
        ? escaped
        : "\"" + escaped + "\"";
  }
}
