import { isoOfDay, wallTime } from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import type { ListingUse, UseCount } from './listing-use';

/** Counts of one territory that are in memory alone. */
interface Pending {
  readonly ctx: TenantContext;
  /** By `<day> <listing> <use>`. */
  readonly counts: Map<string, number>;
}

/** More distinct counts than this of one territory are not held: somebody asks for numbers, not for pages. */
const MAX_KEYS = 20_000;

/**
 * Counts uses in memory until they are written: a reader waits for nothing. Knows a territory, a listing, a day and a use,
 * and nothing of who it was.
 */
export class UseCounter {
  /** By role of the tenant. */
  private pending = new Map<string, Pending>();
  /** The date in each time zone, as long as the minute lasts. */
  private readonly days = new Map<string, { readonly minute: number; readonly day: string }>();

  /** @param now ms since 1970 */
  add(ctx: TenantContext, listing: number, use: ListingUse, now: number): void {
    const { role, settings } = ctx.tenant;
    let pending = this.pending.get(role);
    if (!pending) this.pending.set(role, (pending = { ctx, counts: new Map() }));
    const key = `${this.dayIn(settings.timeZone, now)} ${listing} ${use}`;
    const count = pending.counts.get(key);
    if (count === undefined && pending.counts.size >= MAX_KEYS) return;
    pending.counts.set(key, (count ?? 0) + 1);
  }

  /** Takes what was counted: it is not here any more. */
  take(): { readonly ctx: TenantContext; readonly counts: readonly UseCount[] }[] {
    const taken = [...this.pending.values()];
    this.pending = new Map();
    return taken.map(({ ctx, counts }) => ({ ctx, counts: [...counts].map(toCount) }));
  }

  /** Puts back what could not be written. */
  putBack(ctx: TenantContext, counts: readonly UseCount[]): void {
    const { role } = ctx.tenant;
    let pending = this.pending.get(role);
    if (!pending) this.pending.set(role, (pending = { ctx, counts: new Map() }));
    for (const { day, listing, use, count } of counts) {
      const key = `${day} ${listing} ${use}`;
      const known = pending.counts.get(key);
      if (known === undefined && pending.counts.size >= MAX_KEYS) continue;
      pending.counts.set(key, (known ?? 0) + count);
    }
  }

  private dayIn(timeZone: string, now: number): string {
    const minute = Math.floor(now / MINUTE);
    const known = this.days.get(timeZone);
    if (known?.minute === minute) return known.day;
    const day = isoOfDay(wallTime(timeZone, now).day);
    this.days.set(timeZone, { minute, day });
    return day;
  }
}

function toCount([key, count]: [string, number]): UseCount {
  const [day = '', listing = '', use = ''] = key.split(' ');
  return { day, listing: Number(listing), use: use as ListingUse, count };
}
