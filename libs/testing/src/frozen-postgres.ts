import { type EmbeddedEngine, processesTitled, signal, titleOf } from '@halles/platform/engines';
import { required } from '@halles/kernel';

/**
 * Stops every process of a PostgreSQL in its tracks: connections stay open, and nothing is ever answered, as when a host
 * hangs. Gives what lets it go on.
 */
export function freezePostgres({ pid }: EmbeddedEngine): () => void {
  const tag = required(/cluster_name=(\S+)/.exec(titleOf(pid))?.[1], 'the name of the cluster');
  // The postmaster first: it would start more.
  signal(pid, 'SIGSTOP');
  const pids = new Set([pid, ...processesTitled(tag)]);
  for (const each of pids) signal(each, 'SIGSTOP');
  return () => {
    for (const each of pids) signal(each, 'SIGCONT');
  };
}
