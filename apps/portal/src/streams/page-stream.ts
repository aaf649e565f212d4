import { Readable } from 'node:stream';
import { MINUTE, SECOND } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';

/**
 * A heartbeat is sent this often: proxies keep the connection open, a browser that is gone is noticed, and the page reconnects
 * after a minute without one. It is an event: comment lines are hidden from pages.
 */
const HEARTBEAT_INTERVAL = 25 * SECOND;
const HEARTBEAT = 'event: alive\ndata: 1\n\n';
/** A stream ends after this time and the browser opens another: whoever is signed out by then, or has left the team, gets none. */
const LIFETIME = 5 * MINUTE;
/** More unread bytes than these, and the stream of a browser that reads too slowly is closed. */
const MAX_BUFFERED_BYTES = 16_384;
/** How long an ended stream may take to be read to its end. */
const END_TIMEOUT = 10 * SECOND;
/** How long a browser waits before it connects again. */
const RETRY_MS = 3 * SECOND;

/** What an open page is told: that something happened, never what. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/** Who receives a stream, and the page that it is about. */
export interface Subscriber {
  readonly ctx: TenantContext;
  readonly accountId: string;
  /**
   * What the page is told of a signal of its territory; null where it is about something else.
   * @param subject undefined when signals may have been lost
   */
  eventOf(subject: string | undefined): StreamEvent | null;
  /** Whether they may see all of it at this moment. */
  isAllowed(): Promise<boolean>;
}

/** The stream of one tab. It carries names of events and no contents: the page loads these itself, with the rights of its reader. */
export class PageStream {
  readonly events = new Readable({ read: () => undefined });
  /** Events that are not sent yet, each once. */
  private readonly pending = new Set<string>();
  private isFlushing = false;
  private endTimer: NodeJS.Timeout;
  private isOver = false;

  /** @param onClose called once, however the stream ends */
  constructor(
    readonly subscriber: Subscriber,
    onClose: (stream: PageStream) => void,
  ) {
    const heartbeat = setInterval(() => this.push(HEARTBEAT), HEARTBEAT_INTERVAL);
    this.endTimer = setTimeout(() => this.end(), LIFETIME);
    this.events.once('close', () => {
      this.isOver = true;
      clearInterval(heartbeat);
      clearTimeout(this.endTimer);
      onClose(this);
    });
    this.push(`retry: ${String(RETRY_MS)}\n\n`);
  }

  /** Sends an event, or ends the stream where its subscriber has lost the right to see the page. */
  send({ event, data }: StreamEvent): void {
    if (this.isOver) return;
    this.pending.add(`event: ${event}\ndata: ${data}\n\n`);
    if (!this.isFlushing) void this.flush();
  }

  /** Ends the stream once it is read to its end, or after a timeout: a browser that reads nothing must not count against the limits. */
  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.endTimer);
    this.endTimer = setTimeout(() => this.events.destroy(), END_TIMEOUT);
    this.events.push(null);
  }

  private async flush(): Promise<void> {
    this.isFlushing = true;
    while (this.pending.size > 0 && !this.isOver) {
      const events = [...this.pending];
      this.pending.clear();
      // An error ends the stream too: the browser connects again, and loads what it missed.
      const isAllowed = await this.subscriber.isAllowed().catch(() => false);
      if (isAllowed) this.push(events.join(''));
      else this.end();
    }
    this.isFlushing = false;
  }

  private push(text: string): void {
    if (this.isOver) return;
    this.events.push(text);
    if (this.events.readableLength <= MAX_BUFFERED_BYTES) return;
    this.isOver = true;
    this.events.destroy();
  }
}
