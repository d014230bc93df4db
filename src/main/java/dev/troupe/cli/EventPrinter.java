package dev.troupe.cli;

import dev.troupe.model.Event;
import dev.troupe.model.EventText;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Prints events as they come: a line each, or JSON as it is on the wire. */
final class EventPrinter implements EventListener {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final Console console;
  private final ZoneId zone;
  private final boolean asJson;

  /**
   * @param zone of the times in lines
   * @param asJson false for lines
   */
  EventPrinter(Console console, ZoneId zone, boolean asJson) {
    this.console = console;
    this.zone = zone;
    this.asJson = asJson;
  }

  @Override
  public boolean on(String name, String data) throws IOException {
    if (name.equals("missed")) {
      console.warn("this terminal is too slow, some events are missing here: " + data);
    } else if (asJson) {
      console.write("{\"event\":\"" + name + "\"," + data.substring(1) + "\n");
    } else {
      print(name, data);
    }
    return true;
  }

  /** An event that only a newer daemon knows is shown by its name. */
  private void print(String name, String data) throws IOException {
    for (var type : Event.class.getPermittedSubclasses()) {
      if (kebabCase(type.getSimpleName()).equals(name)) {
        console.write(line((Event) RecordReader.read(type, data)));
        return;
      }
    }
    console.write(name + " " + data + "\n");
  }

  private String line(Event event) {
    var time = console.palette().grey(TIME.format(event.at().atZone(zone)));
    var subject = console.palette().bold(EventText.subject(event));
    return time + "  " + subject + "  " + EventText.of(event) + "\n";
  }

  private static String kebabCase(String name) {
    var text = new StringBuilder();
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      if (Character.isUpperCase(c) && at > 0) {
        text.append('-');
      }
      text.append(Character.toLowerCase(c));
    }
    return text.toString();
  }
}
