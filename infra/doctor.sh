# ./cashtide doctor: what this machine lacks, and how to get it. Sourced by the launcher.
problems=0
good() { printf '  ok       %s\n' "$*"; }
bad() { printf '  MISSING  %s\n           %s\n' "$1" "$2"; problems=$((problems + 1)); }
hint() { printf '  note     %s\n           %s\n' "$1" "$2"; }

if jdk=$(find_jdk); then good "JDK $(jdk_version "$jdk") in $jdk"
else bad "a JDK of version 21 or newer" "https://adoptium.net, or apt-get install openjdk-21-jdk"; fi
case $(uname -s)-$(uname -m) in
  Linux-x86_64) good "Linux on x86-64, for which PostgreSQL's programs are packed" ;;
  *) bad "Linux on x86-64" "the embedded PostgreSQL is packed for it alone: use infra/compose" ;;
esac
for program in setsid setpriv; do
  if command -v $program >/dev/null; then good $program
  elif [ $program = setpriv ] && [ "$(id -u)" != 0 ]; then good "setpriv is needed by root alone"
  else bad $program "apt-get install util-linux"; fi
done
memory=$(($(sed -n 's/^MemAvailable: *\([0-9]*\).*/\1/p' /proc/meminfo) / 1024))
if [ "$memory" -ge 5000 ]; then good "$memory MB of memory free"
else bad "5000 MB of free memory (there are $memory)" "the whole stack takes about 4500 MB; stop something else"; fi
free=$(df -Pm "$home" | awk 'NR == 2 { print $4 }')
if [ "$free" -ge 6000 ]; then good "$free MB of disk free"
else bad "6000 MB of free disk in $home (there are $free)" "delete something, or give --data another disk"; fi
for port in 8080 8081 8082; do
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then hint "port $port is in use" "by Cashtide itself, or choose another with --port"; fi
done
if command -v chromium >/dev/null; then good "chromium"
else hint "chromium, for the tests in a browser" "apt-get install chromium"; fi
if command -v psql >/dev/null; then good "psql"
else hint "psql, for ./cashtide psql and bench" "apt-get install postgresql-client"; fi
if [ -e "${HOME}/.m2/repository/org/springframework/boot" ]; then good "Maven's libraries are here"
else hint "Maven's libraries" "the first build fetches about 900 MB through Maven; it needs a way to Maven Central or a mirror"; fi
if [ $problems = 0 ]; then echo "Nothing is missing."; else echo "$problems things are missing."; exit 1; fi
