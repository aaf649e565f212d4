import { MINUTE, SECOND } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { LRUCache } from 'lru-cache';
import {
  type DecodingAnswer,
  DecodingProcess,
  type DecodingTask,
  type Made,
  type ProcessLimits,
  type Work,
  workOf,
} from './decoding-process';
import { FilesBusy } from './files.errors';

export interface PoolOptions {
  /** The script of a process that opens files. */
  readonly script: string;
  readonly limits?: ProcessLimits;
  /** Files that are open at once. */
  readonly processes: number;
  /** Files that may wait for their turn. */
  readonly waiting?: number;
}

/**
 * A process of Node reserves 670 MB and uses 80 of them: what is left holds 40 megapixels of any kind. Twenty pages of a scan
 * are drawn in five seconds of processor time.
 */
const LIMITS: ProcessLimits = {
  memoryKilobytes: 1_200_000,
  workMs: { picture: 20 * SECOND, drawing: 10 * SECOND },
};
const WAITING = 60;
/** How long a file waits for its turn: who sent it looks at a page that does not come. */
const WAIT_MS = MINUTE;
/** A process is replaced after so many pictures: what it could not give back of its memory goes with it. */
const PICTURES_A_PROCESS = 200;
const IDLE_MS = MINUTE;
/** How long the files of a kind (PDFs, tables) of an account whose last one cost too much are refused unopened. */
const REFUSED_AFTER_COSTLY_MS = 10 * MINUTE;
const MAX_REFUSED = 10_000;
/** A drawing of one tenant, a photo of the same, and one for the others: with fewer, somebody waits for a drawing. */
const LEAST_PROCESSES = 3;

const REFUSED_UNOPENED = {
  reason: 'too-costly',
  detail: 'the last drawing of this account cost too much',
} as const;

/** Whose file it is, and what it costs to open. */
interface Turn {
  readonly tenant: string;
  /** The account that sent it; the tenant's name where nobody is signed in. */
  readonly sender: string;
  readonly work: Work;
  readonly kind: DecodingTask['kind'];
}

interface Waiting extends Turn {
  readonly start: (process: DecodingProcess) => void;
}

/**
 * A few processes that open files, and a queue before them. Drawings, which cost what whoever wrote them wanted, have half
 * of the processes at most, and of these one account has one: pictures go on, of the same tenant too. Whatever one tenant
 * sends, a process is left to the others, and half of the queue. Who has the fewest files open comes first, then whoever had
 * a turn least recently: first among the tenants, then among the accounts of one. An account whose PDF or table cost too
 * much has none of that kind opened for a while: with others of its kind it would keep everybody's waiting.
 */
export class DecodingPool {
  private readonly all: readonly DecodingProcess[];
  private readonly idle: DecodingProcess[];
  private readonly open = new Set<Turn>();
  private readonly mostWaiting: number;
  private readonly timers = new Map<DecodingProcess, NodeJS.Timeout>();
  /** When each tenant and each account had its last turn: of those that wait, counted in turns. */
  private readonly lastTurns = new Map<string, number>();
  /** Senders, and kinds of files, of which the last one cost too much. */
  private readonly costly = new LRUCache<string, true>({ max: MAX_REFUSED, ttl: REFUSED_AFTER_COSTLY_MS });
  private turns = 0;
  private queue: readonly Waiting[] = [];

  constructor({ script, limits = LIMITS, processes, waiting = WAITING }: PoolOptions) {
    const length = Math.max(LEAST_PROCESSES, processes);
    this.all = Array.from({ length }, () => new DecodingProcess(script, limits));
    this.idle = [...this.all];
    this.mostWaiting = waiting;
  }

  /** The running processes, for measurements. */
  get pids(): number[] {
    return this.all.flatMap(({ pid }) => pid ?? []);
  }

  /** Opens a file when its turn comes. @throws FilesBusy where too many wait, or it has waited too long */
  async run<K extends keyof Made>(
    { tenant: { id: tenant }, actor }: TenantContext,
    task: Extract<DecodingTask, { kind: K }>,
  ): Promise<DecodingAnswer<Made[K]>> {
    const account = actor.kind === 'account' || actor.kind === 'agent' ? actor.accountId : '';
    const turn: Turn = { tenant, sender: `${tenant} ${account}`, work: workOf(task), kind: task.kind };
    if (this.isRefused(turn)) return REFUSED_UNOPENED;
    const { process, opened } = await this.turn(turn);
    try {
      // What it sent before may have cost too much while this one waited.
      if (this.isRefused(turn)) return REFUSED_UNOPENED;
      const answer = await process.run<K>(task);
      if (turn.work === 'drawing' && account !== '' && 'reason' in answer && answer.reason === 'too-costly')
        this.costly.set(costlyKey(turn), true);
      return answer;
    } finally {
      // What a PDF has done to the program that drew it ends with it.
      if (turn.work === 'drawing' || process.count >= PICTURES_A_PROCESS) process.stop();
      this.release(opened, process);
    }
  }

  /** Ends the processes. */
  close(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const process of this.all) process.stop();
  }

  private isRefused(turn: Turn): boolean {
    return turn.work === 'drawing' && this.costly.has(costlyKey(turn));
  }

  private turn(turn: Turn): Promise<{ readonly process: DecodingProcess; readonly opened: Turn }> {
    if (this.isFull(turn) && !(this.idle.length > 0 && this.mayStart(turn))) throw new FilesBusy({});
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.queue = this.queue.filter((other) => other !== waiting);
        reject(new FilesBusy({}));
      }, WAIT_MS);
      const start = (process: DecodingProcess): void => {
        clearTimeout(timer);
        resolve({ process, opened: waiting });
      };
      const waiting: Waiting = { ...turn, start };
      this.queue = [...this.queue, waiting];
      this.startNext();
    });
  }

  /** Drawings have a quarter of the places to wait: each takes long, and none keeps a picture from waiting. */
  private isFull({ tenant, work }: Turn): boolean {
    const most = work === 'drawing' ? Math.ceil(this.mostWaiting / 4) : this.mostWaiting;
    const waiting = this.queue.filter((other) => work === 'picture' || other.work === work);
    return waiting.length >= most || countOf(waiting, { tenant }) >= Math.ceil(most / 2);
  }

  private mayStart({ tenant, sender, work }: Turn): boolean {
    const open = [...this.open];
    if (countOf(open, { tenant }) >= this.all.length - 1) return false;
    const most = Math.floor(this.all.length / 2);
    return (
      work === 'picture' ||
      (countOf(open, { work }) < most &&
        countOf(open, { tenant, work }) < Math.max(1, most - 1) &&
        countOf(open, { sender, work }) < 1)
    );
  }

  private startNext(): void {
    while (this.startOne());
  }

  /** @returns whether a file had its turn */
  private startOne(): boolean {
    const open = [...this.open];
    const rank = ({ tenant, sender }: Turn): number[] => [
      countOf(open, { tenant }),
      this.lastTurns.get(tenant) ?? 0,
      countOf(open, { sender }),
      this.lastTurns.get(sender) ?? 0,
    ];
    const next = this.queue
      .filter((waiting) => this.mayStart(waiting))
      .map((waiting) => ({ waiting, rank: rank(waiting) }))
      .toSorted((one, other) => compare(one.rank, other.rank))[0]?.waiting;
    const process = next && this.idle.pop();
    if (!process) return false;
    clearTimeout(this.timers.get(process));
    this.queue = this.queue.filter((other) => other !== next);
    this.open.add(next);
    next.start(process);
    return true;
  }

  private release(turn: Turn, process: DecodingProcess): void {
    this.open.delete(turn);
    this.turns += 1;
    for (const name of [turn.tenant, turn.sender]) this.lastTurns.set(name, this.turns);
    if (this.queue.length === 0) this.lastTurns.clear();
    this.timers.set(process, setTimeout(() => process.stop(), IDLE_MS).unref());
    this.idle.push(process);
    this.startNext();
  }
}

/** Whose files of which kind are refused: who sent a dear table may send a PDF. */
const costlyKey = ({ sender, kind }: Turn): string => `${sender} ${kind}`;

/** How many of these are of the same tenant, the same sender, the same work: what is asked for. */
const countOf = (turns: readonly Turn[], asked: Partial<Turn>): number =>
  turns.filter(
    ({ tenant, sender, work }) =>
      tenant === (asked.tenant ?? tenant) &&
      sender === (asked.sender ?? sender) &&
      work === (asked.work ?? work),
  ).length;

/** By the first number that differs. */
const compare = (one: readonly number[], other: readonly number[]): number =>
  one.map((number, at) => number - (other[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
