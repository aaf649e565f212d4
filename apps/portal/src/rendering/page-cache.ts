import { type TenantContext, cacheKey } from '@halles/platform/tenancy';
import { type CachedPage, STALE_MS } from './cached-page';

export interface PageCacheLimits {
  /** Bytes of all pages together. */
  readonly total: number;
  /** Bytes of one tenant's pages: no town can push the others out. */
  readonly perTenant: number;
}

const defaultCacheLimits: PageCacheLimits = { total: 64 * 1024 * 1024, perTenant: 4 * 1024 * 1024 };

interface Share {
  readonly pages: Map<string, CachedPage>;
  bytes: number;
}

/**
 * Rendered pages in memory, bounded in bytes, each tenant within its share. What a page depends on is in its key
 * (tenant, version of its entry, version of its theme, locale, page) or, for its content, beside it: a change never serves
 * the old one.
 */
export class PageCache {
  /** By tenant role, least recently used first. */
  private readonly shares = new Map<string, Share>();
  private bytes = 0;

  constructor(private readonly limits: PageCacheLimits = defaultCacheLimits) {}

  static key(ctx: TenantContext, themeVersion: string, locale: string, page: string): string {
    return cacheKey(ctx, 'page', String(ctx.tenant.version), themeVersion, locale, page);
  }

  /** Bytes held, by tenant role. */
  usage(): ReadonlyMap<string, number> {
    return new Map([...this.shares].map(([role, share]) => [role, share.bytes]));
  }

  /** A page, past its time too as long as it may be shown while nothing can be read. */
  get(ctx: TenantContext, key: string, now: number): CachedPage | undefined {
    const share = this.shares.get(ctx.tenant.role);
    const page = share?.pages.get(key);
    if (!share || !page) return undefined;
    if (page.options.expiresAt + STALE_MS <= now) {
      this.remove(ctx.tenant.role, share, key, page);
      return undefined;
    }
    return page;
  }

  set(ctx: TenantContext, key: string, page: CachedPage): void {
    const { role } = ctx.tenant;
    if (page.bytes > this.limits.perTenant) return;
    const share: Share = this.shares.get(role) ?? { pages: new Map(), bytes: 0 };
    const previous = share.pages.get(key);
    if (previous) this.remove(role, share, key, previous);
    while (share.bytes + page.bytes > this.limits.perTenant) this.dropOldest(role, share);
    for (const [oldestRole, oldest] of this.shares) {
      while (oldest.pages.size > 0 && this.bytes + page.bytes > this.limits.total)
        this.dropOldest(oldestRole, oldest);
    }
    share.pages.set(key, page);
    share.bytes += page.bytes;
    this.bytes += page.bytes;
    // Written last, evicted last: tenants whose pages are made are those whose pages are read.
    this.shares.delete(role);
    this.shares.set(role, share);
  }

  private dropOldest(role: string, share: Share): void {
    for (const [key, page] of share.pages) {
      this.remove(role, share, key, page);
      return;
    }
  }

  private remove(role: string, share: Share, key: string, page: CachedPage): void {
    share.pages.delete(key);
    share.bytes -= page.bytes;
    this.bytes -= page.bytes;
    if (share.pages.size === 0) this.shares.delete(role);
  }
}
