/** Entries beyond this share one counter: a flood of addresses must not fill the memory. */
const MAX_KEYS = 50_000;
const OVERFLOW = '';

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
   * @param now milliseconds since 1970
   * @returns 0 when within the limit, else the seconds until the next window
   */
  take(key: string, now: number): number {
    if (now - this.openedAt >= this.windowMs || now < this.openedAt) {
      this.counts = new Map();
      this.openedAt = now;
    }
    const known = this.counts.get(key);
    const slot = known === undefined && this.counts.size >= MAX_KEYS ? OVERFLOW : key;
    const count = (slot === key ? (known ?? 0) : (this.counts.get(OVERFLOW) ?? 0)) + 1;
    this.counts.set(slot, count);
    return count <= this.limit ? 0 : Math.ceil((this.openedAt + this.windowMs - now) / 1_000);
  }
}
