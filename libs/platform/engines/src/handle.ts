import type { EmbeddedEngine } from './engine';
import { guard } from './guard';
import { exitOf, isAlive, signal, waitUntil } from './processes';

const STOP_MS = 30_000;

/**
 * The handle on a running engine; works on a process that another launcher started too.
 * @param shutdown the signal that asks for an orderly end
 */
export function handleOn(
  running: { url: string; port: number; pid: number; adopted: boolean },
  shutdown: NodeJS.Signals,
): EmbeddedEngine {
  const { pid } = running;
  const release = guard(pid, shutdown);
  const exited = exitOf(pid).then(release);
  return {
    ...running,
    exited,
    kill: () => signal(pid, 'SIGKILL'),
    stop: async () => {
      signal(pid, shutdown);
      if (!(await waitUntil(() => !isAlive(pid), STOP_MS))) {
        signal(pid, 'SIGKILL');
        await waitUntil(() => !isAlive(pid), STOP_MS);
      }
      release();
    },
  };
}
