package dev.troupe.config;

import java.util.List;

/**
 * Fields that PM2's files have and that mean nothing here. They are known, so that a file of PM2's
 * is taken as it is and its owner told in one line what to do instead.
 */
final class Pm2OnlyFields {
  private static final String AGENT = "it is for the agent of PM2's paid service";
  private static final String IMAGES = "PM2 gave up building images; a Dockerfile does it";

  static final List<Field<?>> ALL =
      List.of(
          field(
              "kill_retry_time",
              FieldType.DURATION,
              "pause between two looks at a stopping process",
              "a stopping process is looked at every 50 ms"),
          field(
              "vizion",
              FieldType.FLAG,
              "reads the state of the app's repository",
              "Troupe leaves repositories alone"),
          field(
              "post_update",
              FieldType.ANY,
              "commands after a pull",
              "Troupe does not pull; run them before reload"),
          field("pmx", FieldType.FLAG, "loads PM2's agent into it", AGENT),
          field("automation", FieldType.FLAG, "PM2's agent", AGENT),
          field("io", FieldType.ANY, "options of PM2's agent", AGENT),
          field("trace", FieldType.ANY, "PM2's tracing", AGENT),
          field("disable_trace", FieldType.FLAG, "PM2's tracing", AGENT),
          field("deep_monitoring", FieldType.FLAG, "PM2's metrics", AGENT),
          field("event_loop_inspector", FieldType.FLAG, "PM2's metrics", AGENT),
          field("v8", FieldType.FLAG, "PM2's metrics", AGENT),
          field(
              "node_version",
              FieldType.TEXT,
              "version of node to run it with",
              "give the path of that node as interpreter"),
          field(
              "force",
              FieldType.FLAG,
              "starts it even if it runs already",
              "start -f starts a second one"),
          field("name_prefix", FieldType.TEXT, "goes before its name", "write the whole name"),
          field(
              "install_url",
              FieldType.TEXT,
              "where to fetch it",
              "install the program before it is started"),
          field("username", FieldType.TEXT, "who started it", "uid names the user that it runs as"),
          field("windowsHide", FieldType.FLAG, "hides its window", "there are no windows here"),
          field("write", FieldType.FLAG, "keeps what changed", "change the file itself"),
          field("container", FieldType.FLAG, "runs it in a container", IMAGES),
          field("dist", FieldType.FLAG, "image for production", IMAGES),
          field("image_name", FieldType.TEXT, "name of that image", IMAGES),
          field("fresh", FieldType.FLAG, "builds that image anew", IMAGES),
          field("dockerdaemon", FieldType.FLAG, "runs PM2 in a container", IMAGES));

  private Pm2OnlyFields() {}

  private static Field<?> field(String name, FieldType<?> type, String about, String why) {
    return new Field<>(name, List.of(), type, why, about);
  }
}
