package example

import dev.troupe.embed.{Answer, AppDeclaration, Followed, Troupe, TroupeSettings, TroupeSupervisor}
import dev.troupe.model.Event
import org.apache.pekko.actor.typed.{ActorSystem, Behavior}
import org.apache.pekko.actor.typed.scaladsl.AskPattern._
import org.apache.pekko.actor.typed.scaladsl.Behaviors
import org.apache.pekko.util.Timeout

import scala.concurrent.Future
import scala.concurrent.duration._
import scala.jdk.CollectionConverters._
import scala.jdk.FutureConverters._

/** The same API from Scala. */
final class Workers(troupe: Troupe)(implicit system: ActorSystem[_]) {
  import system.executionContext

  /** Starts as many workers, and gives their names. */
  def start(count: Int): Future[Seq[String]] =
    troupe.start(AppDeclaration.of("worker", "worker.sh").instances(count)).asScala.map(names)

  private def names(answer: Answer): Seq[String] = answer match {
    case done: Answer.Done => done.apps.asScala.toSeq.map(_.spec.name)
    case other             => throw new IllegalStateException(other.toString)
  }

  /** Asks the actor itself. */
  def reload(): Future[Answer] = {
    implicit val timeout: Timeout = 1.minute
    troupe.supervisor.ask[Answer](replyTo => new TroupeSupervisor.Reload("worker", 0, replyTo))
  }

  /** Tells of each end of a process, and of what was missed. */
  def follow(tell: String => Unit): Unit =
    troupe.followEvents().asScala.runForeach {
      case item: Followed.Item[Event] =>
        item.item match {
          case exited: Event.Exited => tell(s"${exited.app} ${exited.instance} has ended")
          case _                    => ()
        }
      case missed: Followed.Missed[Event] => tell(s"${missed.count} events are missing")
    }
}

object Workers {
  /** A supervisor below an actor of one's own. */
  def supervised(settings: TroupeSettings): Behavior[Nothing] =
    Behaviors.setup[Nothing] { context =>
      context.spawn(TroupeSupervisor.create(settings), "troupe")
      Behaviors.empty
    }
}
