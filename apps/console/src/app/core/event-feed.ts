import { SECOND } from '@halles/kernel';

/** The part of EventSource that the feed uses. */
export interface EventSourceLike {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  close(): void;
}

export type FeedState = 'connecting' | 'live' | 'reconnecting';

export interface EventFeedOptions<T> {
  /** Opens the stream. */
  readonly open: () => EventSourceLike;
  /** The name of the server-sent event. */
  readonly event: string;
  /** Reads the data of one event; undefined drops it. */
  readonly read: (data: unknown) => T | undefined;
  readonly onValue: (value: T) => void;
  readonly onState: (state: FeedState) => void;
  /** The server answered, and refused: the caller finds out why (a lost session, most often). */
  readonly onRefused: () => void;
  /** Runs `work` after `ms`; the function it returns cancels. */
  readonly after: (ms: number, work: () => void) => () => void;
  /** 0 to 1: spreads the retries of many consoles. */
  readonly random: () => number;
}

const CLOSED = 2;
const FIRST_WAIT = 1 * SECOND;
const LONGEST_WAIT = 30 * SECOND;

/**
 * Server-sent events that come back by themselves. The browser reconnects after a cut; after a refusal (5xx, 401)
 * it gives up for good, and the feed opens a new stream: 1 s, 2 s, 4 s … 30 s apart, each shortened by up to half.
 */
export class EventFeed<T> {
  private source: EventSourceLike | undefined;
  private cancelRetry: (() => void) | undefined;
  private refusals = 0;

  constructor(private readonly options: EventFeedOptions<T>) {}

  start(): void {
    this.stop();
    this.options.onState('connecting');
    this.connect();
  }

  /** Closes the stream, and opens it again at once: for a network that has just come back. */
  retryNow(): void {
    this.stop();
    this.options.onState('reconnecting');
    this.connect();
  }

  stop(): void {
    this.cancelRetry?.();
    this.cancelRetry = undefined;
    this.source?.close();
    this.source = undefined;
  }

  private connect(): void {
    const source = this.options.open();
    this.source = source;
    source.addEventListener('open', () => {
      if (this.source !== source) return;
      this.refusals = 0;
      this.options.onState('live');
    });
    source.addEventListener(this.options.event, ({ data }) => {
      if (this.source !== source) return;
      const value = this.options.read(data);
      if (value !== undefined) this.options.onValue(value);
    });
    source.addEventListener('error', () => {
      if (this.source === source) this.fail(source);
    });
  }

  private fail(source: EventSourceLike): void {
    this.options.onState('reconnecting');
    if (source.readyState !== CLOSED) return;
    source.close();
    this.source = undefined;
    const wait = Math.min(FIRST_WAIT * 2 ** this.refusals, LONGEST_WAIT);
    this.refusals += 1;
    this.cancelRetry = this.options.after(wait * (1 - this.options.random() / 2), () => this.connect());
    this.options.onRefused();
  }
}
