import { readdirSync, readFileSync } from 'node:fs';

const cpuOfThread = (pid: number, thread: string): number =>
  Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6;

/** CPU of a process so far in all its threads, ms: from the scheduler, which counts nanoseconds. */
export const cpuOf = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + cpuOfThread(pid, thread), 0);

/** The same of its first thread, which runs the event loop: whoever else waits for it waits for this alone. */
export const loopCpuOf = (pid: number): number => cpuOfThread(pid, String(pid));
