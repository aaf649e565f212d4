import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Clock, SECOND } from '@halles/kernel';
import { type ReadyAnswer, ReadyAnswers, localeOfPath } from '@halles/platform/http';
import { type TenantContext, ChangeBus } from '@halles/platform/tenancy';
import { ThemeRegistry } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import type { CachedPage } from './cached-page';
import { PageCache } from './page-cache';
import { type PageName, pageAt } from './page-names';

/** Pages of the menu that show businesses: cached as long as the directory stays at its version. */
const OF_DIRECTORY: ReadonlySet<PageName> = new Set<PageName>(['home', 'businesses']);

/** Where no change was heard of, a version is trusted for so long without being read again, ms. */
const TRUSTED_MS = 2 * SECOND;

/** The pages that were rendered already, for the requests that ask for exactly one of them. */
@Injectable()
export class CachedPages extends ReadyAnswers {
  /** Version of each tenant's directory, by role: one entry a tenant of the registry. */
  private readonly versions = new Map<string, { readonly version: string; readonly until: number }>();

  constructor(
    private readonly cache: PageCache,
    private readonly themes: ThemeRegistry,
    changes: ChangeBus,
    private readonly clock: Clock,
  ) {
    super();
    changes.onChange((role) => {
      if (role === undefined) this.versions.clear();
      else this.versions.delete(role);
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
  }

  /** The page of an address as it was rendered at this version of what it shows. */
  at(ctx: TenantContext, target: string, version: string): CachedPage | undefined {
    return target.includes('?')
      ? undefined
      : this.cache.get(ctx, this.keyOf(ctx, target, version), this.clock.now().getTime());
  }

  /** Stores a page for the next readers of its address. */
  store(ctx: TenantContext, target: string, version: string, page: CachedPage): void {
    this.cache.set(ctx, this.keyOf(ctx, target, version), page);
  }

  private trustedVersion(ctx: TenantContext): string | null {
    const known = this.versions.get(ctx.tenant.role);
    return known && known.until > this.clock.now().getTime() ? known.version : null;
  }

  private keyOf(ctx: TenantContext, target: string, version: string): string {
    const theme = this.themes.forTenant(ctx.tenant).version;
    // A hash, since whoever writes an address must not choose what stands in a key; menus' pages have names of ours.
    const name = pageAt(target)?.page ?? `path-${hash('sha256', target, 'hex')}`;
    return PageCache.key(ctx, theme, localeOfPath(target), `${name}-${version}`);
  }
}
