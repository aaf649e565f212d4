import { setTimeout as sleep } from 'node:timers/promises';
import { DEATHS_IN_A_MINUTE, restartDelay } from './restarts';

/** A process that runs: an engine or a server. */
export interface Running {
  readonly pid: number;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
  kill(): void;
}

/** Something that is kept running. */
export interface Unit {
  readonly name: string;
  /** Starts it, for the first time or again. Resolves when it serves. */
  start(): Promise<Running>;
  /** Ends a start that is under way. */
  abort?(): void;
}

interface Entry {
  readonly unit: Unit;
  readonly stage: number;
  running: Running | undefined;
  /** The start that is under way. */
  starting: Promise<void> | undefined;
  readonly deaths: number[];
}

export interface SupervisorEvents {
  /** A line for people: what died, what is started again. */
  readonly say: (text: string) => void;
  /** What runs has changed. */
  readonly changed: (running: readonly { name: string; pid: number }[]) => void;
}

/** The launcher is stopping: nothing more is started. */
export class Stopping extends Error {
  constructor() {
    super('stopping');
    this.name = 'Stopping';
  }
}

/**
 * Keeps processes running: starts again one that dies, with longer and longer pauses, and gives up on all when one
 * dies five times within a minute. Stops them in the reverse order of their stages.
 */
export class Supervisor {
  private readonly entries: Entry[] = [];
  private readonly pause = new AbortController();
  private giveUp: (reason: string) => void = () => undefined;
  /** Resolves with the reason when a process died too often. */
  readonly gaveUp = new Promise<string>((resolve) => (this.giveUp = resolve));

  constructor(private readonly events: SupervisorEvents) {}

  get isStopping(): boolean {
    return this.pause.signal.aborted;
  }

  /**
   * Starts a unit and watches over it.
   * @param stage units of a higher stage are stopped before those of a lower one
   * @throws what its start throws; Stopping when the launcher is being stopped
   */
  async run(unit: Unit, stage: number): Promise<Running> {
    if (this.isStopping) throw new Stopping();
    const entry: Entry = { unit, stage, running: undefined, starting: undefined, deaths: [] };
    this.entries.push(entry);
    // A server may die between its first word and this line: it is started again, and was started all the same.
    const running = await this.launch(entry);
    if (this.isStopping) throw new Stopping();
    return running;
  }

  /** Stops all in order, the last stage first. Resolves when nothing runs. */
  async stop(): Promise<void> {
    this.pause.abort();
    const stages = [...new Set(this.entries.map((entry) => entry.stage))].sort((a, b) => b - a);
    for (const stage of stages) {
      await Promise.all(this.entries.filter((entry) => entry.stage === stage).map(stopEntry));
    }
  }

  /** Ends all at once; what was not flushed is recovered by the next start. */
  kill(): void {
    this.pause.abort();
    for (const entry of this.entries) {
      entry.unit.abort?.();
      entry.running?.kill();
    }
  }

  private async launch(entry: Entry): Promise<Running> {
    const start = entry.unit.start().then((running) => {
      entry.running = running;
      this.announce();
      void running.exited.then(() => this.afterDeath(entry));
      return running;
    });
    entry.starting = start.then(
      () => undefined,
      () => undefined,
    );
    return start;
  }

  private announce(): void {
    this.events.changed(
      this.entries.flatMap(({ unit, running }) => (running ? [{ name: unit.name, pid: running.pid }] : [])),
    );
  }

  private async afterDeath(entry: Entry): Promise<void> {
    entry.running = undefined;
    for (;;) {
      if (this.isStopping) return;
      entry.deaths.push(performance.now());
      const delay = restartDelay(entry.deaths);
      if (delay === null) {
        return this.giveUp(`${entry.unit.name} ended ${DEATHS_IN_A_MINUTE} times within a minute.`);
      }
      this.events.say(`⚠ ${entry.unit.name} has ended; it is started again in ${delay / 1000} s`);
      await sleep(delay, undefined, { signal: this.pause.signal }).catch(() => undefined);
      if (this.isStopping) return;
      try {
        await this.launch(entry);
        return this.events.say(`✔ ${entry.unit.name} runs again`);
      } catch (error) {
        this.events.say(`✖ ${(error as Error).message}`);
      }
    }
  }
}

async function stopEntry(entry: Entry): Promise<void> {
  if (!entry.running) entry.unit.abort?.();
  await entry.starting;
  await entry.running?.stop();
}
