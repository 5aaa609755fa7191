#!/bin/sh
# Runs two WildFly nodes with the same WAR from one distribution until Ctrl-C.
#
#   HUBPLANE_REDIS_URI=redis://:change-me@127.0.0.1:6379 \
#     wildfly/two-nodes.sh wildfly-home hubplane.war [first-port second-port]
#
# Each node has a copy of the distribution's standalone directory, deleted at the end, and all its ports (the management
# port 9990, for example) are moved by as much as its HTTP port is away from 8080. The nodes take HUBPLANE_REDIS_URI, and
# any other option, from the environment.
set -eu

if [ $# -ne 2 ] && [ $# -ne 4 ]; then
  echo "usage: $0 wildfly-home hubplane.war [first-port second-port]" >&2
  exit 2
fi
home=$1
war=$2
first=${3:-8080}
second=${4:-8081}
work=$(mktemp -d)
: "${HUBPLANE_REDIS_CHANNEL_PREFIX:=HubplaneChat:}"
export HUBPLANE_REDIS_CHANNEL_PREFIX
# The nodes need a common secret; nodes on several machines must all get the same one.
: "${HUBPLANE_BACKPLANE_SECRET:=$(head -c 32 /dev/urandom | base64)}"
export HUBPLANE_BACKPLANE_SECRET

if [ -z "${HUBPLANE_REDIS_URI:-}" ]; then
  echo "HUBPLANE_REDIS_URI is not set: each node will run alone." >&2
fi

# LAUNCH_JBOSS_IN_BACKGROUND: standalone.sh passes its signals on to the server.
start() {
  cp -R "$home/standalone" "$work/$1"
  cp "$war" "$work/$1/deployments/hubplane.war"
  touch "$work/$1/deployments/hubplane.war.dodeploy"
  exec env LAUNCH_JBOSS_IN_BACKGROUND=1 HUBPLANE_NODE_NAME="wildfly-$1" "$home/bin/standalone.sh" \
    -b 127.0.0.1 -bmanagement 127.0.0.1 "-Djboss.server.base.dir=$work/$1" \
    "-Djboss.node.name=wildfly-$1" "-Djboss.tx.node.id=$1" "-Djboss.socket.binding.port-offset=$(($1 - 8080))"
}

start "$first" &
first_pid=$!
start "$second" &
second_pid=$!

stop() {
  trap '' INT TERM
  kill "$first_pid" "$second_pid" 2>/dev/null || true
  wait
  rm -rf "$work"
}
trap 'exit 0' INT TERM
trap stop EXIT

echo "Starting http://127.0.0.1:$first/hubplane/ (process $first_pid) and" \
  "http://127.0.0.1:$second/hubplane/ (process $second_pid); Ctrl-C stops both."
wait "$first_pid" || true
wait "$second_pid" || true
exit 1
