#!/bin/sh
# A worker that says what it does, and crashes when it is told to.
echo "worker $TROUPE_SLOT is ready"
while read -r line; do
  case $line in
    crash) echo "worker $TROUPE_SLOT crashes" >&2; exit 3 ;;
    *) echo "worker $TROUPE_SLOT has done $line" ;;
  esac
done
