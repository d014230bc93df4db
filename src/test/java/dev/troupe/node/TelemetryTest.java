package dev.troupe.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code @pm2/io} sends, as version 6.1.0 was seen to send it. */
class TelemetryTest {

  private static Telemetry read(String line) {
    var message = WorkerLine.read(line.replace('\'', '"'));
    assertThat(message).isInstanceOf(FromWorker.Monitoring.class);
    return ((FromWorker.Monitoring) message).telemetry();
  }

  @Test
  void readsMetrics() {
    var line =
        "{'type':'axm:monitor','data':{'Heap Usage':{'historic':true,'unit':'%',"
            + "'type':'internal/v8/heap/usage','value':69.51},'bare':5}}";
    assertThat(read(line))
        .isEqualTo(
            new Telemetry.Metrics(
                Map.of(
                    "Heap Usage",
                    Map.of(
                        "historic",
                        true,
                        "unit",
                        "%",
                        "type",
                        "internal/v8/heap/usage",
                        "value",
                        69.51),
                    "bare",
                    5)));
  }

  @Test
  void readsActionsAndTheirAnswers() {
    assertThat(
            read(
                "{'type':'axm:action','data':{'action_name':'echo','action_type':'custom',"
                    + "'arity':2}}"))
        .isEqualTo(
            new Telemetry.ActionOffered(
                "echo", Map.of("action_name", "echo", "action_type", "custom", "arity", 2)));
    assertThat(
            read(
                "{'type':'axm:reply','data':{'at':1795856285559,'action_name':'echo',"
                    + "'return':{'got':'my param'}}}"))
        .isEqualTo(new Telemetry.ActionDone("echo", Map.of("got", "my param")));
    assertThat(read("{'type':'axm:reply','data':{'action_name':'gc'}}"))
        .isEqualTo(new Telemetry.ActionDone("gc", null));
  }

  @Test
  void readsTheVersionOfNode() {
    assertThat(read("{'cmd':'NODE_TROUPE_RUNTIME','node':'20.20.2'}"))
        .isEqualTo(new Telemetry.OnNode("20.20.2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "null", "\"%s\""})
  void takesNothingElseForAVersion(String value) {
    var line =
        "{\"cmd\":\"NODE_TROUPE_RUNTIME\",\"node\":%s}"
            .formatted(value.formatted("2".repeat(WorkerLine.LONGEST_VERSION + 1)));
    assertThat(WorkerLine.read(line)).isEqualTo(new FromWorker.Internal(line));
  }

  @Test
  void readsOptions() {
    assertThat(read("{'type':'axm:option:configuration','data':{'metrics':{'v8':true}}}"))
        .isEqualTo(new Telemetry.Options(Map.of("metrics", Map.of("v8", true))));
  }

  @Test
  void readsExceptionsAndEventsOfTheApp() {
    assertThat(
            read(
                "{'type':'process:exception','data':{'message':'boom','stack':'Error: boom',"
                    + "'name':'Error','metadata':{}}}"))
        .isEqualTo(new Telemetry.Failure("boom", "Error: boom"));
    assertThat(read("{'type':'process:exception','data':{}}"))
        .isEqualTo(new Telemetry.Failure("an exception without a message", null));
    assertThat(read("{'type':'human:event','data':{'sum':5,'__name':'purchase'}}"))
        .isEqualTo(new Telemetry.Note("purchase", Map.of("sum", 5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"axm:monitor\",\"data\":5}",
        "{\"type\":\"axm:monitor\"}",
        "{\"type\":\"axm:action\",\"data\":{}}",
        "{\"type\":\"axm:reply\",\"data\":{\"return\":1}}",
        "{\"type\":\"application:dependencies\",\"data\":{}}",
        "{\"type\":\"process:msg\",\"data\":{}}"
      })
  void handsOnWhatItDoesNotKnow(String line) {
    assertThat(WorkerLine.read(line)).isEqualTo(new FromWorker.UserMessage(line));
  }

  @Test
  void keepsNoMoreThanAnybodyCanLookAt() {
    var long9 = "9".repeat(9_000);
    var metrics = (Telemetry.Metrics) read("{'type':'axm:monitor','data':{'a':'" + long9 + "'}}");
    assertThat((String) metrics.values().get("a")).hasSize(TelemetryReader.LONGEST_TEXT);
    var failure =
        (Telemetry.Failure)
            read("{'type':'process:exception','data':{'message':'m','stack':'" + long9 + "'}}");
    assertThat(failure.stack()).hasSize(TelemetryReader.LONGEST_STACK);
    var nested =
        (Telemetry.Options)
            read(
                "{'type':'axm:option:configuration','data':"
                    + "{'a':{'b':{'c':{'d':{'e':1}}}},'l':[1,[2]]}}");
    assertThat(nested.values())
        .isEqualTo(Map.of("a", Map.of("b", Map.of("c", Map.of())), "l", List.of(1, List.of(2))));
    var many = new StringBuilder("{'type':'axm:monitor','data':{'x':0");
    for (int i = 0; i < 300; i++) {
      many.append(",'m").append(i).append("':").append(i);
    }
    assertThat(((Telemetry.Metrics) read(many.append("}}").toString())).values())
        .hasSize(TelemetryReader.MOST_FIELDS);
  }

  @Test
  void ignoresWhatIsTooLong() {
    var line =
        "{\"type\":\"axm:monitor\",\"data\":{\"a\":\"%s\"}}"
            .formatted("x".repeat(WorkerLine.LONGEST_TELEMETRY));
    assertThat(WorkerLine.read(line))
        .isEqualTo(new FromWorker.TooLong("axm:monitor", line.length()));
  }

  @Test
  void triggersAnActionAsTheLibraryExpectsIt() {
    assertThat(DaemonLine.trigger("hello", null, "axm")).isEqualTo("\"hello\"");
    assertThat(DaemonLine.trigger("echo", "my param", "axm"))
        .isEqualTo("{\"msg\":\"echo\",\"opts\":\"my param\",\"name\":\"axm\"}");
  }
}
