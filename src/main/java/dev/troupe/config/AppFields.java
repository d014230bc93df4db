package dev.troupe.config;

import dev.troupe.model.Balance;
import dev.troupe.model.LogOverflow;
import dev.troupe.model.Readiness;
import dev.troupe.model.RotationChange;
import dev.troupe.model.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table of all fields an app's declaration can have. */
final class AppFields {
  private static final List<Field<?>> FIELDS = new ArrayList<>();

  static final Field<String> SCRIPT =
      field(
          "script",
          FieldType.TEXT,
          "file, command in PATH or shell line",
          "cmd",
          "command",
          "exec");
  static final Field<String> NAME = field("name", FieldType.TEXT, "name; else the script's");
  static final Field<String> NAMESPACE = field("namespace", FieldType.TEXT, "group of apps");
  static final Field<String> CWD = field("cwd", FieldType.TEXT, "working directory");
  static final Field<List<String>> ARGS = field("args", FieldType.WORDS, "arguments of the script");
  static final Field<String> INTERPRETER =
      field(
          "interpreter",
          FieldType.TEXT,
          "program that runs the script, or none",
          "exec_interpreter");
  static final Field<List<String>> NODE_ARGS =
      field("node_args", FieldType.WORDS, "arguments of the interpreter", "interpreter_args");
  static final Field<Boolean> EXEC_MODE = field("exec_mode", FieldType.MODE, "fork or cluster");
  static final Field<Boolean> EXECUTE_COMMAND =
      field("execute_command", FieldType.FLAG, "forces fork mode");
  static final Field<Integer> INSTANCES =
      field("instances", FieldType.INSTANCES, "how many processes");
  static final Field<Boolean> AUTOSTART =
      field("autostart", FieldType.FLAG, "whether declaring it starts it");
  static final Field<String> INSTANCE_VAR =
      field("instance_var", FieldType.TEXT, "variable that numbers instances");
  static final Field<String> INCREMENT_VAR =
      field("increment_var", FieldType.TEXT, "variable that grows by one for each instance");

  static final Field<Map<String, String>> ENV = field("env", FieldType.ENVIRONMENT, "environment");
  static final Field<List<String>> FILTER_ENV =
      field(
          "filter_env", FieldType.PREFIXES, "inherited variables to leave out, by their beginning");
  static final Field<Integer> PORT = field("port", FieldType.PORT, "sets PORT in the environment");
  static final Field<Boolean> APPEND_ENV_TO_NAME =
      field("append_env_to_name", FieldType.FLAG, "adds the --env name to the app's");

  static final Field<List<String>> ENV_FILE =
      field("env_file", FieldType.TEXTS, ".env files that are laid below env", "env_files");

  static final Field<String> USER = field("uid", FieldType.TEXT, "user to run as", "user");
  static final Field<String> GROUP = field("gid", FieldType.TEXT, "group to run as", "group");

  static final Field<Boolean> AUTORESTART =
      field("autorestart", FieldType.FLAG, "starts it again when it ends");
  static final Field<Duration> MIN_UPTIME =
      field("min_uptime", FieldType.DURATION, "an earlier end is unstable");
  static final Field<Integer> MAX_RESTARTS =
      field("max_restarts", FieldType.COUNT, "unstable ends until it is given up");
  static final Field<Duration> RESTART_DELAY =
      field("restart_delay", FieldType.DURATION, "pause before a restart");
  static final Field<Duration> BACKOFF =
      field("exp_backoff_restart_delay", FieldType.DURATION, "first pause of a growing one");
  static final Field<List<Integer>> STOP_EXIT_CODES =
      field("stop_exit_codes", FieldType.EXIT_CODES, "exit codes that mean done");

  static final Field<Duration> KILL_TIMEOUT =
      field("kill_timeout", FieldType.DURATION, "time to end before SIGKILL");
  static final Field<String> KILL_SIGNAL =
      field("kill_signal", FieldType.SIGNAL, "first signal of a stop");
  static final Field<Boolean> TREEKILL =
      field("treekill", FieldType.FLAG, "signals its descendants too");

  static final Field<Boolean> BY_MESSAGE =
      field("shutdown_with_message", FieldType.FLAG, "sends a message in place of the signal");

  static final Field<Boolean> WAIT_READY =
      field("wait_ready", FieldType.FLAG, "waits for the process to say ready");
  static final Field<Duration> LISTEN_TIMEOUT =
      field("listen_timeout", FieldType.INTERVAL, "time to become ready");
  static final Field<Readiness.OnTimeout> ON_READY_TIMEOUT =
      field("on_ready_timeout", FieldType.ON_TIMEOUT, "what it is if it does not become ready");
  static final Field<Object> READINESS =
      field("readiness", FieldType.PARTS, "what shows that it is ready");
  static final Field<Object> LIVENESS =
      field("liveness", FieldType.PARTS, "what shows that it is well");
  static final Field<Duration> WATCHDOG =
      field("watchdog", FieldType.INTERVAL, "longest time between two WATCHDOG=1 of its");
  static final Field<Object> SOCKETS =
      field("sockets", FieldType.PARTS, "listening sockets that it inherits");
  static final Field<Balance> BALANCE =
      field("balance", FieldType.BALANCE, "who hands connections to a cluster");
  static final Field<Integer> MAX_SURGE =
      field("max_surge", FieldType.NUMBER, "instances that a reload replaces at a time");
  static final Field<Duration> DRAIN_TIME =
      field(
          "drain_time", FieldType.DURATION, "longest time an old instance tells its clients to go");
  static final Field<Boolean> SOURCE_MAPS =
      field("source_map_support", FieldType.FLAG, "node shows places in the sources");
  static final Field<Boolean> NO_SOURCE_MAPS =
      field("disable_source_map_support", FieldType.FLAG, "node shows places as they are");
  static final Field<Boolean> PRELOAD =
      field("preload", FieldType.FLAG, "loads code that drains into node");
  static final Field<Object> DEPENDS_ON =
      field("depends_on", FieldType.PARTS, "apps that come first");

  static final Field<String> OUT_FILE =
      field("out_file", FieldType.TEXT, "log of standard output", "out", "output", "out_log");
  static final Field<String> ERROR_FILE =
      field(
          "error_file",
          FieldType.TEXT,
          "log of standard error",
          "error",
          "err",
          "err_file",
          "err_log");
  static final Field<CombinedLog> LOG_FILE =
      field("log_file", CombinedLog.TYPE, "log of both, true for NAME.log", "log");
  static final Field<Boolean> MERGE_LOGS =
      field("merge_logs", FieldType.FLAG, "instances share their logs", "combine_logs");
  static final Field<Boolean> DISABLE_LOGS = field("disable_logs", FieldType.FLAG, "keeps no logs");
  static final Field<String> LOG_DATE_FORMAT =
      field("log_date_format", FieldType.TEXT, "time before each line of its logs");
  static final Field<Boolean> TIME =
      field("time", FieldType.FLAG, "standard time before each line of its logs");
  static final Field<Boolean> LOG_TYPE =
      field("log_type", LogFieldTypes.LOG_TYPE, "json writes a log of objects");
  static final Field<LogOverflow> LOG_OVERFLOW =
      field("log_overflow", LogFieldTypes.OVERFLOW, "block or drop: output too fast for the disk");
  static final Field<Integer> LOG_MODE =
      field("log_mode", LogFieldTypes.MODE, "permissions of its logs");
  static final Field<RotationChange> ROTATION =
      field("rotation", LogFieldTypes.ROTATION, "when its logs are rotated");
  static final Field<String> PID_FILE = field("pid_file", FieldType.TEXT, "pid file", "pid");

  static final Field<WatchReader.Watched> WATCH =
      field("watch", WatchReader.Watched.TYPE, "files whose changes restart it");
  static final Field<List<String>> IGNORE_WATCH =
      field("ignore_watch", FieldType.PATHS, "files whose changes do not matter");
  static final Field<Duration> WATCH_DELAY =
      field("watch_delay", FieldType.DURATION, "pause before that restart");
  static final Field<Object> WATCH_OPTIONS =
      field("watch_options", FieldType.PARTS, "how files are looked at");

  static final Field<String> CRON_RESTART =
      field("cron_restart", ScheduleFieldTypes.CRON, "when to restart it", "cron");
  static final Field<String> CRON_TIMEZONE =
      field("cron_timezone", ScheduleFieldTypes.ZONE, "time zone of cron_restart");
  static final Field<Schedule.Concurrency> CONCURRENCY =
      field("concurrency", ScheduleFieldTypes.CONCURRENCY, "forbid or replace a job that runs");

  static final Field<Long> MAX_MEMORY_RESTART =
      field("max_memory_restart", LimitFieldTypes.SIZE, "memory above which it is restarted");
  static final Field<Long> MEMORY =
      field("memory", LimitFieldTypes.SIZE, "memory it may have at most, by cgroup");
  static final Field<Double> CPUS =
      field("cpus", LimitFieldTypes.CPUS, "CPUs it may keep busy, by cgroup", "cpu");
  static final Field<Integer> NICE = field("nice", LimitFieldTypes.NICE, "its priority");
  static final Field<Integer> OOM_SCORE_ADJ =
      field("oom_score_adj", LimitFieldTypes.OOM_SCORE, "how readily it is killed for memory");
  static final Field<Integer> UMASK =
      field("umask", LogFieldTypes.MODE, "permissions that its files do not get");
  static final Field<Object> ULIMITS = field("ulimits", FieldType.PARTS, "resource limits by name");

  static final Field<String> ON_CRASH =
      field("on_crash", FieldType.TEXT, "command when a process has crashed");
  static final Field<String> ON_READY =
      field("on_ready", FieldType.TEXT, "command when a process is ready");
  static final Field<String> ON_GIVE_UP =
      field("on_give_up", FieldType.TEXT, "command when it is given up");
  static final Field<String> ON_STOP =
      field("on_stop", FieldType.TEXT, "command when it has been stopped");
  static final Field<Duration> HOOK_TIMEOUT =
      field("hook_timeout", FieldType.INTERVAL, "time that such a command may take");

  static {
    FIELDS.addAll(Pm2OnlyFields.ALL);
  }

  /** Every field, in the order of this page. */
  static final FieldTable TABLE = new FieldTable(FIELDS);

  private AppFields() {}

  private static <T> Field<T> field(
      String name, FieldType<T> type, String about, String... aliases) {
    var field = Field.of(name, type, about, aliases);
    FIELDS.add(field);
    return field;
  }
}
