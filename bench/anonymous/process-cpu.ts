import { readdirSync, readFileSync } from 'node:fs';

/** CPU of a process so far in all its threads, ms: from the scheduler, which counts nanoseconds. */
export const cpuOf = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`)
    .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]))
    .reduce((sum, nanoseconds) => sum + nanoseconds / 1e6, 0);
