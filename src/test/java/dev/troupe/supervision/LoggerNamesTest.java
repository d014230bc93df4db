package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.troupe.supervision.instance.Instance;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Under which name the actors log: levels are set by that. */
class LoggerNamesTest extends ReloadTestBase {

  /** The names of all loggers that were used. */
  private static final class Names extends AppenderBase<ILoggingEvent> {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    @Override
    protected void append(ILoggingEvent event) {
      seen.add(event.getLoggerName());
    }
  }

  private final Logger troupes = (Logger) LoggerFactory.getLogger("dev.troupe.supervision");
  private final Names names = new Names();

  @BeforeEach
  void listen() {
    names.start();
    troupes.setLevel(Level.DEBUG);
    troupes.setAdditive(false);
    troupes.addAppender(names);
  }

  @AfterEach
  void listenNoMore() {
    troupes.detachAppender(names);
    troupes.setAdditive(true);
    troupes.setLevel(null);
  }

  @Test
  void everyActorLogsUnderItsOwnName() {
    reload();
    Stillness.comes();
    assertThat(names.seen)
        .containsExactlyInAnyOrder(Reload.class.getName(), Instance.class.getName());
  }
}
