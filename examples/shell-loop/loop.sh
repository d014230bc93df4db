#!/usr/bin/env bash
# A loop in shell that says the time every five seconds, and now and then something on standard error.
count=0
while true; do
  count=$((count + 1))
  echo "$(date +%H:%M:%S) round $count"
  if ((count % 3 == 0)); then
    echo "round $count is one in three" >&2
  fi
  sleep 5
done
