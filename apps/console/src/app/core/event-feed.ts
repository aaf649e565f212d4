import { SECOND } from '@halles/kernel';
import type { StreamListener } from './server-events';

export type FeedState = 'connecting' | 'live' | 'reconnecting';

export interface EventFeedOptions<T> {
  /** Opens the stream; the function it returns closes it. */
  readonly open: (listener: StreamListener) => () => void;
  /** The name of the server-sent event. */
  readonly event: string;
  /** Reads the data of one event; undefined drops it. */
  readonly read: (data: string) => T | undefined;
  readonly onValue: (value: T) => void;
  readonly onState: (state: FeedState) => void;
  /** The server answered, and refused: the caller finds out why (a lost session, most often). */
  readonly onRefused: () => void;
  /** Runs `work` after `ms`; the function it returns cancels. */
  readonly after: (ms: number, work: () => void) => () => void;
  /** 0 to 1: spreads the retries of many consoles. */
  readonly random: () => number;
}

const FIRST_WAIT = 1 * SECOND;
const LONGEST_WAIT = 30 * SECOND;
/** The server sends every five seconds: a line that is silent for longer is dead, whatever the browser believes. */
const LONGEST_SILENCE = 20 * SECOND;

/**
 * A live feed that comes back by itself: 1 s, 2 s, 4 s … 30 s after a stream that ended, each wait shortened by up to
 * half; and at once from a line that has gone silent (a laptop that slept, a network that changed).
 */
export class EventFeed<T> {
  private close: (() => void) | undefined;
  private cancelTimer: (() => void) | undefined;
  private failures = 0;

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
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.close?.();
    this.close = undefined;
  }

  private connect(): void {
    const { event, read, onValue, onState, open } = this.options;
    this.watchSilence();
    this.close = open({
      opened: () => {
        this.watchSilence();
        onState('live');
      },
      event: ({ name, data }) => {
        this.watchSilence();
        const value = name === event ? read(data) : undefined;
        if (value === undefined) return;
        this.failures = 0;
        onValue(value);
      },
      ended: (why) => this.wait(why),
    });
  }

  private watchSilence(): void {
    this.cancelTimer?.();
    this.cancelTimer = this.options.after(LONGEST_SILENCE, () => this.retryNow());
  }

  private wait(why: 'refused' | 'cut'): void {
    this.stop();
    this.options.onState('reconnecting');
    const wait = Math.min(FIRST_WAIT * 2 ** this.failures, LONGEST_WAIT);
    this.failures += 1;
    this.cancelTimer = this.options.after(wait * (1 - this.options.random() / 2), () => this.connect());
    if (why === 'refused') this.options.onRefused();
  }
}
