import { spawn } from 'node:child_process';
import { signal } from './processes';

/**
 * Ends an engine when this process is gone, however it went: a shell waits at the other end of a pipe that the system
 * closes with us, even after `kill -9`.
 * @returns releases the guard; to be called once the engine has ended, because its number may then be given anew
 */
export function guard(pid: number, shutdown: NodeJS.Signals): () => void {
  const script = `read -r _; kill -${shutdown.replace('SIG', '')} "$0" 2>/dev/null`;
  const watcher = spawn('sh', ['-c', script, String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  return () => {
    if (watcher.pid && watcher.exitCode === null) signal(watcher.pid, 'SIGKILL');
  };
}
