#!/bin/sh
# How far the simulator's prediction is from the measured time: 10, 50 and 200 calls at 20, 100 and 250 ms, each strategy. For a machine that has nothing
# else to do; takes a minute and a half.
# sh tests/bench/live_prediction.sh [build/bin/loopscope] [STRATEGIES]
set -eu
loopscope=${1:-build/bin/loopscope}
strategies=${2:-serial,gather,semaphore,as_completed}
scenario=$(mktemp)
trap 'rm -f "$scenario"' EXIT
printf 'latency calls strategy          wall predicted   error\n'
for latency in 0.02 0.1 0.25; do
  for count in 10 50 200; do
    echo "latency = $latency" >"$scenario"
    "$loopscope" live --count $count --scenario "$scenario" --strategy "$strategies" 2>/dev/null |
      awk -v latency=$latency -v count=$count '/%$/ { printf "%7s %5d %-12s %7.3f s %7.3f s %5s %%\n", latency, count, $1, $2, $(NF-3), $(NF-1) }'
  done
done
