import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChannelListener,
  type DatabaseAddress,
  platformRoles,
  type Queryable,
} from '@halles/platform/database';
import { claimDue, type Dispatch, purgeDone, returnToPending } from './outbox.repository';

export interface RelayLog {
  warn(message: string): void;
  error(message: string): void;
}

/** Hands a row to the queue. It must fail fast: the row goes back to pending and is handed out again. */
export type Enqueue = (database: string, dispatch: Dispatch) => Promise<void>;

const POLL = 1_000;
/** From one look to the next at least, ms: what comes meanwhile is found together, as each look costs a query. */
const GATHER = 50;
const BATCH = 50;
const PURGE = 60 * 60_000;

/**
 * Moves due outbox rows of one database to the queue: woken by NOTIFY after each commit, and polling besides. Any number
 * of relays may run at once. What dies with it is handed out again when its lease ends.
 */
export class OutboxRelay {
  private stopped = false;
  private wake: (() => void) | undefined;
  private woken = false;
  private readonly listener: ChannelListener;
  private loop: Promise<void> | undefined;
  private purged = Number.NEGATIVE_INFINITY;
  private looked = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly address: DatabaseAddress,
    masterKey: string,
    private readonly db: Queryable,
    private readonly enqueue: Enqueue,
    private readonly log: RelayLog,
    /** How long it rests when nobody wakes it, ms. */
    private readonly poll = POLL,
  ) {
    this.listener = new ChannelListener({
      address,
      masterKey,
      role: platformRoles.relay,
      channel: 'halles_outbox',
      onNotification: () => this.look(),
    });
  }

  get database(): string {
    return this.address.name;
  }

  start(): void {
    this.listener.startSoon();
    this.loop = this.run();
  }

  /** A job is over, and a place of its tenant is free: what waits for one need not wait for the next poll. */
  jobOver(): void {
    this.look();
  }

  /** Finishes the batch in hand and stops. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake?.();
    await this.loop;
    await this.listener.stop();
  }

  private look(): void {
    this.woken = true;
    this.wake?.();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const moved = await this.moveBatch();
      if (moved < BATCH) await this.rest();
    }
  }

  private async moveBatch(): Promise<number> {
    this.looked = performance.now();
    try {
      const rows = await claimDue(this.db, BATCH);
      const results = await Promise.allSettled(rows.map((row) => this.enqueue(this.address.name, row)));
      const refused = rows.filter((_row, index) => results[index]?.status === 'rejected');
      if (refused.length > 0) {
        await returnToPending(
          this.db,
          refused.map((row) => row.id),
        );
        this.log.warn(`the queue refused ${refused.length} of ${rows.length} jobs: they stay in the outbox`);
        return 0;
      }
      if (performance.now() - this.purged > PURGE) {
        this.purged = performance.now();
        await purgeDone(this.db);
      }
      return rows.length;
    } catch (error) {
      this.log.error(`outbox of ${this.address.name}: ${(error as Error).message}`);
      return 0;
    }
  }

  private async rest(): Promise<void> {
    if (!this.woken && !this.stopped)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.poll);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.wake = undefined;
    const early = this.looked + GATHER - performance.now();
    if (early > 0 && !this.stopped) await sleep(early);
    this.woken = false;
  }
}
