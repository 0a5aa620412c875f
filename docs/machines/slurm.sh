#!/bin/bash
# Builds the portals of a workspace in sixteen parts, and then makes sure that all are there. In the folder of
# the workspace, on a disk that all machines see:
#
#   export AS_OF=2026-11-26
#   job=$(sbatch --parsable slurm.sh)
#   sbatch --dependency=afterany:"$job" --array=0 slurm.sh merge
#
# Some parts again, such as those that the merge names: sbatch --array=3,7 slurm.sh
#
# Think first: the logs (slurm-*.out) name clients whose files have mistakes. They are written where you submit.
#SBATCH --job-name=portals
#SBATCH --array=0-15
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=250M
#SBATCH --time=01:00:00
set -euo pipefail

parts=16 # as many as the array has; not SLURM_ARRAY_TASK_COUNT, which is less when some run again
: "${AS_OF:?name the day that portals speak of: export AS_OF=2026-11-26}"
umask 077

if [ "${1:-}" = merge ]; then
  exec coaching-site build --merge
fi
exec coaching-site build --shard "$SLURM_ARRAY_TASK_ID/$parts" --jobs "$SLURM_CPUS_PER_TASK"
