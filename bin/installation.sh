# What is installed where: the JDK, the jars, the class archives. Sourced by the scripts beside it, which set `root`.

# The oldest Java that will do.
needed_java=25

# For short-lived commands: little heap, the quick compiler, and no word on standard output but the command's own.
cli_options="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmx128m -Xshare:auto"
cli_options="$cli_options -Xlog:disable -Xlog:all=error:stderr -Djdk.reflect.useNativeAccessorOnly=true"

# Folders that hold JDKs.
jdk_folders=${TROUPE_JDK_FOLDERS:-"/usr/lib/jvm /usr/lib64/jvm /usr/java /usr/local/java /usr/jdk /opt /opt/java
  $HOME/.sdkman/candidates/java $HOME/.jdks $HOME/.m2/jdks $HOME/.gradle/jdks $HOME/.jabba/jdk $HOME/.asdf/installs/java
  $HOME/.local/share/mise/installs/java /Library/Java/JavaVirtualMachines $HOME/Library/Java/JavaVirtualMachines
  /opt/homebrew/opt /usr/local/opt"}

# Sets `jdk` and `jdk_build`, or says what to install.
find_jdk() {
  if [ -n "${TROUPE_JAVA_HOME:-}" ]; then
    suits "$TROUPE_JAVA_HOME" && return
    echo "TROUPE_JAVA_HOME=$TROUPE_JAVA_HOME is no JDK $needed_java or newer." >&2
    return 1
  fi
  suits "${JAVA_HOME:-}" && return
  suits "${JAVA25_HOME:-}" && return
  find_jdk_in_path && return
  find_jdk_in_folders && return
  echo "Troupe needs a JDK $needed_java or newer (https://adoptium.net): install one, or set JAVA_HOME to it." >&2
  return 1
}

find_jdk_in_path() {
  java=$(command -v java) || return 1
  [ -h "$java" ] && java=$(readlink -f "$java")
  java=${java%/*}
  suits "${java%/*}"
}

find_jdk_in_folders() {
  for folder in $jdk_folders; do
    for candidate in "$folder"/*; do
      suits "$candidate" && return
      suits "$candidate/Contents/Home" && return
      suits "$candidate/libexec/openjdk.jdk/Contents/Home" && return
    done
  done
  return 1
}

# Whether a folder is a JDK that will do, by its `release` file: starting it to ask would take 40 ms.
suits() {
  [ -r "$1/release" ] && [ -x "$1/bin/java" ] || return 1
  java_version=
  runtime_version=
  vendor_version=
  arch=
  while IFS='=' read -r key value; do
    value=${value#\"}
    value=${value%\"}
    case $key in
      JAVA_VERSION) java_version=$value ;;
      JAVA_RUNTIME_VERSION) runtime_version=$value ;;
      IMPLEMENTOR_VERSION) vendor_version=$value ;;
      OS_ARCH) arch=$value ;;
    esac
  done <"$1/release"
  java_version=${java_version%%[!0-9]*}
  [ "${java_version:-0}" -ge "$needed_java" ] || return 1
  jdk=$1
  jdk_build=${vendor_version:-$runtime_version}-$arch
}

# Whether this is a source checkout whose jar is missing or older than its sources. Sets `output`.
is_stale() {
  output=$root
  [ -f "$root/pom.xml" ] || return 1
  output=$root/target
  find_jar || return 0
  [ -n "$(find "$root/pom.xml" "$root/src/main" -newer "$jar" -print -quit 2>/dev/null)" ]
}

# Sets `jar` to the newest one.
find_jar() {
  jar=
  for candidate in "$output"/troupe-[0-9]*.jar; do
    case $candidate in
      *-sources.jar | *-javadoc.jar) continue ;;
    esac
    if [ -r "$candidate" ] && { [ -z "$jar" ] || [ "$candidate" -nt "$jar" ]; }; then
      jar=$candidate
    fi
  done
  [ -n "$jar" ]
}

# Sets `jar`, `archives`, `cli_archive`, `daemon_archive`, and three class paths: for what every command needs, for
# process files too, and for the daemon. Each jar is opened as soon as a class is looked for in vain, which picocli
# does: with the daemon's jars that costs a command 20 ms.
lay_out() {
  find_jar || {
    echo "There is no troupe jar in $output." >&2
    exit 1
  }
  version=${jar##*/troupe-}
  version=${version%.jar}
  cli_class_path=$jar:$output/lib/troupe-$version-picocli.jar
  file_class_path=
  daemon_class_path=
  for library in "$output"/lib/*.jar; do
    case ${library##*/} in
      troupe-*) ;;
      jackson-core-* | jackson-jr-*) cli_class_path=$cli_class_path:$library ;;
      jackson-* | snakeyaml-* | config-*) file_class_path=$file_class_path:$library ;;
      *) daemon_class_path=$daemon_class_path:$library ;;
    esac
  done
  file_class_path=$cli_class_path$file_class_path
  daemon_class_path=$file_class_path$daemon_class_path
  if [ -w "$output" ]; then
    archives=$output/cds
  else
    archives=${XDG_CACHE_HOME:-$HOME/.cache}/troupe
  fi
  cli_archive=$archives/cli-$version-$jdk_build.jsa
  daemon_archive=$archives/daemon-$version-$jdk_build.jsa
}

# Starts making the archives, unless that failed before with this jar.
make_archives_later() {
  [ "${TROUPE_ARCHIVES:-}" = off ] && return
  [ "$archives/failed-$version-$jdk_build" -nt "$jar" ] && return
  [ -d "$archives/making-$version-$jdk_build" ] && return
  nohup "$root/bin/make-archives" </dev/null >/dev/null 2>&1 &
}
