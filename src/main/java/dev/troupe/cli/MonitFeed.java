package dev.troupe.cli;

import dev.troupe.api.Apps;
import dev.troupe.api.Instances;
import dev.troupe.api.ScaleRequest;
import dev.troupe.cli.monit.Source;
import dev.troupe.cli.monit.Wish;
import dev.troupe.model.Host;
import dev.troupe.model.InstanceSummary;
import dev.troupe.model.LogLine;
import dev.troupe.pm2.Pm2Brief;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the terminal dashboard asks of the daemon. It does not start one that has ended. */
final class MonitFeed implements Source {
  private final Daemon daemon;
  private final Pm2Brief brief;

  MonitFeed(Daemon daemon, InstantSource clock) {
    this.daemon = daemon;
    this.brief = new Pm2Brief(clock);
  }

  @Override
  public List<InstanceSummary> instances() throws IOException {
    return ask("GET", "/instances", Instances.class).instances();
  }

  @Override
  public Host host() throws IOException {
    return ask("GET", "/host", Host.class);
  }

  @Override
  public List<String> details(int instance) throws IOException {
    var lines = new ArrayList<String>();
    for (var app : ask("GET", "/apps?target=" + instance, Apps.class).apps()) {
      app.instances().forEach(one -> lines.addAll(brief.lines(app, one)));
    }
    return lines;
  }

  @Override
  public List<String> lastLines(int instance, int wanted) throws IOException {
    var lines = new ArrayList<String>();
    var path = "/logs?follow=false&interleave=true&lines=%d&target=%d".formatted(wanted, instance);
    stream(
        path,
        (event, data) -> {
          if (LogEvent.read(event, data) instanceof LogEvent.NewLine(var line)) {
            lines.add(line.text());
          }
          return true;
        });
    return lines;
  }

  @Override
  public void follow(Consumer<LogLine> lines) throws IOException {
    stream(
        "/logs?lines=0",
        (event, data) -> {
          if (LogEvent.read(event, data) instanceof LogEvent.NewLine(var line)) {
            lines.accept(line.line());
          }
          return true;
        });
  }

  @Override
  public String carryOut(Wish.Action wish) throws IOException {
    try {
      var reply =
          switch (wish) {
            case Wish.Act(var word, var target) -> daemon.act(target, word, null);
            case Wish.Scale(var target, var number) ->
                daemon.act(target, "scale", new ScaleRequest(number));
          };
      return reply.isOk() ? "done" : reply.complaint();
    } catch (CommandFailure e) {
      throw new IOException(e.text(), e);
    }
  }

  private void stream(String path, EventListener listener) throws IOException {
    var refusal = daemon.listen(path, listener);
    if (refusal != null) {
      throw new IOException(refusal.complaint());
    }
  }

  private <T> T ask(String method, String path, Class<T> type) throws IOException {
    try {
      var reply = daemon.askRunning(method, path);
      if (reply == null) {
        throw new NoDaemonException("the daemon has ended");
      }
      return reply.as(type);
    } catch (CommandFailure e) {
      throw new IOException(e.text(), e);
    }
  }
}
