#!/bin/sh
# Runs two Payara Micro nodes with the same WAR until Ctrl-C.
#
#   HUBPLANE_REDIS_URI=redis://:change-me@127.0.0.1:6379 \
#     payara/two-nodes.sh payara-micro.jar hubplane.war [first-port second-port]
#
# The nodes take HUBPLANE_REDIS_URI, and any other option, from the environment.
set -eu

if [ $# -ne 2 ] && [ $# -ne 4 ]; then
  echo "usage: $0 payara-micro.jar hubplane.war [first-port second-port]" >&2
  exit 2
fi
micro=$1
war=$2
first=${3:-8080}
second=${4:-8081}
preboot=$(dirname "$0")/preboot.txt
: "${HUBPLANE_REDIS_CHANNEL_PREFIX:=HubplaneChat:}"
export HUBPLANE_REDIS_CHANNEL_PREFIX
# The nodes need a common secret; nodes on several machines must all get the same one.
: "${HUBPLANE_BACKPLANE_SECRET:=$(head -c 32 /dev/urandom | base64)}"
export HUBPLANE_BACKPLANE_SECRET

if [ -z "${HUBPLANE_REDIS_URI:-}" ]; then
  echo "HUBPLANE_REDIS_URI is not set: each node will run alone." >&2
fi

# --nohazelcast: the nodes find each other through Redis and need no data grid.
# --rootdir: where Payara Micro unpacks itself by default, it deletes its classes while it still stops, and now and then
# it does not undeploy then: clients and other nodes are not told that the node leaves.
unpacked=$(mktemp -d)
start() {
  exec env HUBPLANE_NODE_NAME="payara-$1" java -jar "$micro" --rootdir "$unpacked/$1" --nohazelcast --disablephonehome \
    --prebootcommandfile "$preboot" --port "$1" --deploy "$war"
}

start "$first" &
first_pid=$!
start "$second" &
second_pid=$!

stop() {
  trap '' INT TERM
  kill "$first_pid" "$second_pid" 2>/dev/null || true
  wait
  rm -rf "$unpacked"
}
trap 'exit 0' INT TERM
trap stop EXIT

echo "Starting http://127.0.0.1:$first/hubplane/ (process $first_pid) and" \
  "http://127.0.0.1:$second/hubplane/ (process $second_pid); Ctrl-C stops both."
wait "$first_pid" || true
wait "$second_pid" || true
exit 1
