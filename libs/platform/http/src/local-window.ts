/**
 * Addresses counted at once. With more, a new window begins early: a flood from everywhere must fill neither the memory
 * nor a counter that the readers of other towns share.
 */
const MAX_KEYS = 50_000;

/**
 * Counts by key in fixed windows, in this process alone. For what happens on each page, where asking Redis would cost
 * more than the page.
 */
export class LocalWindow {
  private counts = new Map<string, number>();
  private openedAt = 0;

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /**
   * Counts one.
   * @param now milliseconds of a clock that is never set back, as `performance.now()`
   * @returns 0 when within the limit, else the seconds until the next window
   */
  take(key: string, now: number): number {
    const known = this.counts.get(key);
    const isFull = known === undefined && this.counts.size >= MAX_KEYS;
    if (isFull || now - this.openedAt >= this.windowMs || now < this.openedAt) {
      this.counts = new Map();
      this.openedAt = now;
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count <= this.limit ? 0 : Math.ceil((this.openedAt + this.windowMs - now) / 1_000);
  }
}
