import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Clock, SECOND } from '@halles/kernel';
import { type ReadyAnswer, ReadyAnswers, localeOfPath } from '@halles/platform/http';
import { type TenantContext, ChangeBus } from '@halles/platform/tenancy';
import { ThemeRegistry } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import { wallTime } from '@halles/domain/hours';
import type { CachedPage } from './cached-page';
import type { Page } from './page';
import { PageCache } from './page-cache';
import { type PageName, pageAt } from './page-names';

/** Pages of the menu that show businesses: cached as long as the directory stays at its version. */
const OF_DIRECTORY: ReadonlySet<PageName> = new Set<PageName>(['home', 'businesses']);

/** A page is rendered again after this long, whatever its version says, ms. */
export const LIFETIME_MS = 60_000;

/** Where no change was heard of, a version is trusted for so long without being read again, ms. */
const TRUSTED_MS = 2 * SECOND;

/** The pages that were rendered already, for the requests that ask for exactly one of them. */
@Injectable()
export class CachedPages extends ReadyAnswers {
  /** Version of each tenant's directory, by role: one entry a tenant of the registry. */
  private readonly versions = new Map<string, { readonly version: string; readonly until: number }>();
  /** The same, for as long as no change was heard of. */
  private readonly lastVersions = new Map<string, string>();

  constructor(
    private readonly cache: PageCache,
    private readonly themes: ThemeRegistry,
    changes: ChangeBus,
    private readonly clock: Clock,
  ) {
    super();
    changes.onChange((role) => {
      for (const known of [this.versions, this.lastVersions])
        if (role === undefined) known.clear();
        else known.delete(role);
    });
  }

  override covers(target: string): boolean {
    return pageAt(target) !== null;
  }

  override find(ctx: TenantContext, request: IncomingMessage): ReadyAnswer | undefined {
    const target = request.url ?? '';
    const at = pageAt(target);
    if (!at) return undefined;
    const version = OF_DIRECTORY.has(at.page) ? this.trustedVersion(ctx) : '';
    return version === null ? undefined : this.at(ctx, target, version)?.ready(request.headers);
  }

  /** Notes at which version the directory of a tenant is now. */
  noteVersion(ctx: TenantContext, version: string): void {
    this.versions.set(ctx.tenant.role, { version, until: this.clock.now().getTime() + TRUSTED_MS });
    this.lastVersions.set(ctx.tenant.role, version);
  }

  /** The page of an address as it was rendered at this version of what it shows. */
  at(ctx: TenantContext, target: string, version: string): CachedPage | undefined {
    const page = this.get(ctx, target);
    return page?.options.version === version && page.options.expiresAt > this.clock.now().getTime()
      ? page
      : undefined;
  }

  /**
   * What the page of an address was rendered from, past its time too: for when nothing can be read. Not after a change was
   * heard of (a business may have been masked), and not on another day, of which it would show the hours.
   */
  stale(ctx: TenantContext, target: string): Page | undefined {
    const page = this.get(ctx, target);
    if (!page) return undefined;
    const { version, expiresAt, source } = page.options;
    if (version !== '' && version !== this.lastVersions.get(ctx.tenant.role)) return undefined;
    const dayAt = (at: number) => wallTime(ctx.tenant.settings.timeZone, at).day;
    return dayAt(this.clock.now().getTime()) === dayAt(expiresAt - LIFETIME_MS) ? source : undefined;
  }

  private get(ctx: TenantContext, target: string): CachedPage | undefined {
    return target.includes('?')
      ? undefined
      : this.cache.get(ctx, this.keyOf(ctx, target), this.clock.now().getTime());
  }

  /** Stores a page for the next readers of its address. */
  store(ctx: TenantContext, target: string, page: CachedPage): void {
    this.cache.set(ctx, this.keyOf(ctx, target), page);
  }

  private trustedVersion(ctx: TenantContext): string | null {
    const known = this.versions.get(ctx.tenant.role);
    return known && known.until > this.clock.now().getTime() ? known.version : null;
  }

  private keyOf(ctx: TenantContext, target: string): string {
    const theme = this.themes.forTenant(ctx.tenant).version;
    // A hash, since whoever writes an address must not choose what stands in a key; menus' pages have names of ours.
    const name = pageAt(target)?.page ?? `path-${hash('sha256', target, 'hex')}`;
    return PageCache.key(ctx, theme, localeOfPath(target), name);
  }
}
