import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync } from 'node:fs';
import { MINUTE, SECOND } from '@halles/kernel';
import { exitOf, guard, isAlive, signal, waitUntil } from '@halles/platform/engines';
import { CommandFailure, exitCodes } from '../exit-codes';
import type { Environment } from '../io';
import { logPath, openLog, tail } from './logs';
import type { Running, Unit } from './supervisor';

/** A server stops within 30 seconds by itself. */
const STOP_MS = 35 * SECOND;

/** What a server ends with when its configuration is wrong (sysexits.h, EX_CONFIG). */
const WRONG_CONFIGURATION = 78;

export interface ServerSpec {
  /** Name for people, and of the log file. */
  readonly name: string;
  /** Program and arguments for Node. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
  readonly logs: string;
  /** How long it may take to say that it is ready; a minute when missing. */
  readonly readyMs?: number;
}

/** A server of the product, run as a child process: configured by its environment, ready when it says so. */
export class ServerProcess implements Unit {
  private child: ChildProcess | undefined;

  constructor(private readonly spec: ServerSpec) {}

  get name(): string {
    return this.spec.name;
  }

  /**
   * Starts it and waits until it is ready.
   * @throws CommandFailure with the last lines of its log when it ends before, or takes too long
   */
  async start(): Promise<Running> {
    const { spec } = this;
    const log = openLog(spec.logs, spec.name);
    const logged = fstatSync(log).size;
    // A session of its own: Ctrl-C reaches the launcher alone, which stops all in order.
    const child = spawn(process.execPath, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.child = child;
    const { pid } = child;
    if (pid) guard(pid, 'SIGTERM');
    const outcome = await outcomeOf(child, spec.readyMs ?? MINUTE);
    if (outcome === 'ready' && pid) return running(pid);
    if (pid) signal(pid, 'SIGKILL');
    throw this.explain(outcome, logged);
  }

  /** Ends a start that is under way. */
  abort(): void {
    if (this.child?.pid && this.child.exitCode === null) signal(this.child.pid, 'SIGKILL');
  }

  private explain(outcome: string, logged: number): CommandFailure {
    const path = logPath(this.spec.logs, this.name);
    const lastLines = tail(path, logged);
    const isConfiguration = outcome === `exit code ${WRONG_CONFIGURATION}`;
    return new CommandFailure(
      `${this.name} did not start (${outcome}).${lastLines ? ` It said:\n\n${lastLines}\n` : ''}`,
      isConfiguration ? exitCodes.configuration : exitCodes.failed,
      `The whole log is ${path}.`,
    );
  }
}

function outcomeOf(child: ChildProcess, readyMs: number): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(`not ready after ${readyMs / SECOND} s`), readyMs);
    const end = (outcome: string) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    child.on('message', (message) => message === 'ready' && end('ready'));
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, name) => end(name ? `ended by ${name}` : `exit code ${code}`));
  });
}

function running(pid: number): Running {
  return {
    pid,
    exited: exitOf(pid),
    kill: () => signal(pid, 'SIGKILL'),
    stop: async () => {
      signal(pid, 'SIGTERM');
      if (await waitUntil(() => !isAlive(pid), STOP_MS)) return;
      signal(pid, 'SIGKILL');
      await waitUntil(() => !isAlive(pid), STOP_MS);
    },
  };
}
