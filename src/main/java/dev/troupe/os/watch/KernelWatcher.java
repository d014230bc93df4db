package dev.troupe.os.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import dev.troupe.os.FileWatcher;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is told of changes by the kernel, through one watch service for all who watch. The service and
 * its thread exist only while somebody does. Folders that nobody enters are not registered: a
 * {@code node_modules} alone could use up what a user may watch.
 */
final class KernelWatcher {
  private static final WatchEvent.Kind<?>[] KINDS = {ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY};

  private final Registrar registrar;
  private final Object lock = new Object();
  // All guarded by lock.
  private @Nullable WatchService service;
  private final Map<WatchKey, Folder> folders = new HashMap<>();
  private final Set<Watcher> watchers = new HashSet<>();

  /** Has the kernel tell of what changes in a folder. */
  interface Registrar {
    /**
     * Begins with one folder.
     *
     * @throws IOException that is no {@link FileSystemException} if the kernel gives no more
     */
    WatchKey register(Path folder, WatchService service) throws IOException;
  }

  KernelWatcher() {
    this((folder, service) -> folder.register(service, KINDS));
  }

  KernelWatcher(Registrar registrar) {
    this.registrar = registrar;
  }

  private record Folder(Path path, Set<Watcher> watchers) {}

  /** One who watches. */
  private final class Watcher implements FileWatcher.Watching {
    private final FileWatcher.Wanted wanted;
    private final Consumer<List<Path>> changed;
    private final Consumer<IOException> exhausted;

    /** Guarded by lock. */
    private boolean hasComplained;

    Watcher(
        FileWatcher.Wanted wanted, Consumer<List<Path>> changed, Consumer<IOException> exhausted) {
      this.wanted = wanted;
      this.changed = changed;
      this.exhausted = exhausted;
    }

    private void complainOnce(IOException failure) {
      if (!hasComplained) {
        hasComplained = true;
        exhausted.accept(failure);
      }
    }

    @Override
    public void close() {
      synchronized (lock) {
        watchers.remove(this);
        folders.forEach((key, folder) -> leave(key, folder));
        folders.values().removeIf(folder -> folder.watchers().isEmpty());
        if (watchers.isEmpty()) {
          stop();
        }
      }
    }

    private void leave(WatchKey key, Folder folder) {
      if (folder.watchers().remove(this) && folder.watchers().isEmpty()) {
        key.cancel();
      }
    }

    /**
     * Registers a folder and what is below it; gives the files that are there. Each folder is
     * registered before it is listed: no file comes between the two.
     */
    private List<Path> enter(Path folder) throws IOException {
      return new Walk(wanted)
          .below(folder, entered -> register(entered, this)).stream()
              .filter(found -> !found.isFolder() && wanted.matters().test(found.path()))
              .map(Walk.Found::path)
              .toList();
    }

    /** Registers a root, or where it will be, and the folder it is in: it may be replaced. */
    private void enterRoot(Path root) throws IOException {
      var parent = nearestAbove(root);
      while (parent != null) {
        register(parent, this);
        var now = nearestAbove(root);
        parent = parent.equals(now) ? null : now;
      }
      if (Files.isDirectory(root)) {
        enter(root);
      }
    }
  }

  /** The folder that is there already, of those in which a root will be. */
  private static @Nullable Path nearestAbove(Path root) {
    var parent = root.getParent();
    while (parent != null && !Files.isDirectory(parent)) {
      parent = parent.getParent();
    }
    return parent;
  }

  /**
   * Begins to watch.
   *
   * @param exhausted hears, once, that a folder which came later cannot be watched; must not block
   * @throws IOException if the kernel gives no more; what was registered is given back
   */
  FileWatcher.Watching watch(
      FileWatcher.Wanted wanted, Consumer<List<Path>> changed, Consumer<IOException> exhausted)
      throws IOException {
    var watcher = new Watcher(wanted, changed, exhausted);
    synchronized (lock) {
      watchers.add(watcher);
      try {
        for (var root : wanted.roots()) {
          watcher.enterRoot(root);
        }
      } catch (IOException e) {
        watcher.close();
        throw e;
      }
    }
    return watcher;
  }

  private void register(Path folder, Watcher watcher) throws IOException {
    var key = registrar.register(folder, started());
    folders.computeIfAbsent(key, _ -> new Folder(folder, new HashSet<>())).watchers().add(watcher);
  }

  private WatchService started() throws IOException {
    if (service == null) {
      var opened = FileSystems.getDefault().newWatchService();
      service = opened;
      Thread.ofPlatform().daemon().name("troupe-watch").start(() -> follow(opened));
    }
    return service;
  }

  private void stop() {
    folders.clear();
    if (service != null) {
      try {
        service.close();
      } catch (IOException _) {
        // Nothing hangs on it any longer.
      }
      service = null;
    }
  }

  private void follow(WatchService opened) {
    try {
      while (true) {
        var key = opened.take();
        var events = key.pollEvents();
        told(key, events).forEach((watcher, files) -> watcher.changed.accept(files));
        forgetUnless(key.reset(), key);
      }
    } catch (ClosedWatchServiceException | InterruptedException _) {
      // Nobody watches any longer.
    }
  }

  /** A folder that is gone takes the place with it from which its return would have been seen. */
  private void forgetUnless(boolean isValid, WatchKey key) {
    if (isValid) {
      return;
    }
    var changes = new HashMap<Watcher, List<Path>>();
    synchronized (lock) {
      var gone = folders.remove(key);
      if (gone != null) {
        gone.watchers().forEach(watcher -> changes.put(watcher, created(watcher, gone.path())));
      }
    }
    changes.values().removeIf(List::isEmpty);
    changes.forEach((watcher, files) -> watcher.changed.accept(files));
  }

  private Map<Watcher, List<Path>> told(WatchKey key, List<WatchEvent<?>> events) {
    var changes = new HashMap<Watcher, List<Path>>();
    synchronized (lock) {
      var folder = folders.get(key);
      if (folder == null) {
        return changes;
      }
      for (var watcher : List.copyOf(folder.watchers())) {
        var files = new ArrayList<Path>();
        events.forEach(event -> files.addAll(changed(watcher, folder.path(), event)));
        if (!files.isEmpty()) {
          changes.put(watcher, files);
        }
      }
    }
    return changes;
  }

  private List<Path> changed(Watcher watcher, Path folder, WatchEvent<?> event) {
    if (event.kind().equals(OVERFLOW) || !(event.context() instanceof Path name)) {
      return refreshed(watcher, folder);
    }
    var path = folder.resolve(name);
    if (event.kind().equals(ENTRY_CREATE) && Files.isDirectory(path)) {
      return created(watcher, path);
    }
    return watcher.wanted.matters().test(path) && !Files.isDirectory(path)
        ? List.of(path)
        : List.of();
  }

  /** More has changed than the kernel could tell. */
  private List<Path> refreshed(Watcher watcher, Path folder) {
    created(watcher, folder);
    return watcher.wanted.enters().test(folder) ? List.of(folder) : List.of();
  }

  /** What is in a new folder before it is registered is new too. */
  private List<Path> created(Watcher watcher, Path folder) {
    var files = new ArrayList<Path>();
    try {
      for (var root : watcher.wanted.roots()) {
        if (root.startsWith(folder)) {
          watcher.enterRoot(root);
          files.addAll(Files.isDirectory(root) ? watcher.enter(root) : List.of());
        } else if (folder.startsWith(root) && watcher.wanted.enters().test(folder)) {
          files.addAll(watcher.enter(folder));
        }
      }
    } catch (FileSystemException _) {
      // It has gone again, or may not be read: the files in it that are known are told.
    } catch (IOException e) {
      watcher.complainOnce(e);
    }
    return files;
  }
}
