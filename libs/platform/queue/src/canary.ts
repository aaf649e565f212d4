import { type Clock, MINUTE, SECOND } from '@halles/kernel';
import type { LaneQueue } from './lane-queue';

const EVERY = 30 * SECOND;
/** A canary that is not back by then means that Bull takes no jobs although Redis answers. */
const LATE = 90 * SECOND;

/**
 * A job of a lane every thirty seconds that does nothing but come back. Workers have been seen to stop taking jobs after a Redis
 * failover, without any error: then the process ends, and whoever supervises it starts a new one.
 */
export class Canary {
  private lastSeen = performance.now();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly queue: Pick<LaneQueue, 'isConnected' | 'isFull' | 'sendCanary'>,
    private readonly clock: Clock,
    private readonly onSilence: (ms: number) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.tick(), EVERY);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** @param at when that canary was sent, milliseconds since 1970 */
  seen(at: number): void {
    if (this.clock.now().getTime() - at < 10 * MINUTE) this.lastSeen = performance.now();
  }

  private async tick(): Promise<void> {
    if (!this.queue.isConnected() || this.queue.isFull()) {
      // Nothing can come back while Redis is away or long work has every place, and that is no error of the worker.
      this.lastSeen = performance.now();
      return;
    }
    const silence = performance.now() - this.lastSeen;
    if (silence > LATE) this.onSilence(Math.round(silence));
    await this.queue.sendCanary(this.clock.now().getTime()).catch(() => undefined);
  }
}
