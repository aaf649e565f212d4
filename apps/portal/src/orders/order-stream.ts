import { Readable } from 'node:stream';
import { MINUTE, SECOND } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';

/** A line that says nothing: who sits in between keeps the connection, and a browser that is gone is noticed. */
const HEARTBEAT_EVERY = 25 * SECOND;
/** After so long it ends, and the browser asks for another: whoever is signed in no more, or has lost the seat, gets none. */
const LIFETIME = 5 * MINUTE;
/** What may wait for a browser that reads too slowly before its stream is cut. */
const MOST_WAITING_BYTES = 16_384;
/** What was said before the end is read within this time, or never. */
const LAST_WORDS = 10 * SECOND;
/** How long a browser waits before it asks again. */
const RETRY_MS = 3 * SECOND;

/** Whose inbox a stream is of, and who watches it. */
export interface Watcher {
  readonly ctx: TenantContext;
  readonly listingId: number;
  readonly accountId: string;
  /** Whether they may watch it at this moment. */
  mayWatch(): Promise<boolean>;
}

/** The stream of one tab. What it says is names of what happened, never contents: the page asks for these like any page. */
export class OrderStream {
  readonly events = new Readable({ read: () => undefined });
  /** What is still to be told, each thing once. */
  private readonly untold = new Set<string>();
  private isTelling = false;
  private endTimer: NodeJS.Timeout;
  private isOver = false;

  /** @param onClose called once, however it ends */
  constructor(
    readonly watcher: Watcher,
    onClose: (stream: OrderStream) => void,
  ) {
    const heartbeat = setInterval(() => this.push(':\n\n'), HEARTBEAT_EVERY);
    this.endTimer = setTimeout(() => this.end(), LIFETIME);
    this.events.once('close', () => {
      this.isOver = true;
      clearInterval(heartbeat);
      clearTimeout(this.endTimer);
      onClose(this);
    });
    this.push(`retry: ${String(RETRY_MS)}\n\n`);
  }

  /** Tells of something, where its watcher may still know; else it ends. */
  tell(event: 'orders' | 'opened', data: string): void {
    if (this.isOver) return;
    this.untold.add(`event: ${event}\ndata: ${data}\n\n`);
    if (!this.isTelling) void this.tellAll();
  }

  /** Ends once what was said is read; a browser that reads nothing is cut soon after, and keeps no place among the limits. */
  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.endTimer);
    this.endTimer = setTimeout(() => this.events.destroy(), LAST_WORDS);
    this.events.push(null);
  }

  private async tellAll(): Promise<void> {
    this.isTelling = true;
    while (this.untold.size > 0 && !this.isOver) {
      const events = [...this.untold];
      this.untold.clear();
      // Where nobody can say, it ends: the browser comes back, and asks for what it missed.
      const may = await this.watcher.mayWatch().catch(() => false);
      if (may) this.push(events.join(''));
      else this.end();
    }
    this.isTelling = false;
  }

  private push(text: string): void {
    if (this.isOver) return;
    this.events.push(text);
    if (this.events.readableLength <= MOST_WAITING_BYTES) return;
    this.isOver = true;
    this.events.destroy();
  }
}
