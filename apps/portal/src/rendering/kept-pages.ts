import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { SECOND } from '@halles/kernel';
import { type ReadyAnswer, ReadyAnswers, localeOfPath } from '@halles/platform/http';
import { type TenantContext, ChangeBus } from '@halles/platform/tenancy';
import { ThemeRegistry } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type PageName, pageAt } from '../routes';
import type { CachedPage } from './cached-page';
import { PageCache } from './page-cache';

/** Pages that show businesses: kept as long as the directory stays at its version. */
const OF_DIRECTORY: ReadonlySet<PageName> = new Set<PageName>(['home', 'businesses']);

/** Where no change was heard of, a version is believed so long without being asked for again, ms. */
const BELIEVED = 2 * SECOND;

/** The pages that were rendered already, for the requests that ask for exactly one of them. */
@Injectable()
export class KeptPages extends ReadyAnswers {
  /** Version of each tenant's directory, by role: one entry a tenant of the registry. */
  private readonly versions = new Map<string, { readonly version: string; readonly until: number }>();
  /** The version at which each page under way began to be read: one that changed meanwhile is not what it shows. */
  private readonly begunAt = new WeakMap<FastifyRequest, string>();

  constructor(
    private readonly cache: PageCache,
    private readonly themes: ThemeRegistry,
    news: ChangeBus,
  ) {
    super();
    news.onChange((role) => {
      if (role === undefined) this.versions.clear();
      else this.versions.delete(role);
    });
  }

  override covers(target: string): boolean {
    return pageAt(target) !== null;
  }

  override find(ctx: TenantContext, request: IncomingMessage): ReadyAnswer | undefined {
    const key = this.keyOf(ctx, request.url ?? '', this.believed(ctx));
    const page = key === null ? undefined : this.cache.get(ctx, key, Date.now());
    return page?.answer(request.headers);
  }

  /** Keeps a page for the next readers, unless its address has a query. */
  keep(ctx: TenantContext, request: FastifyRequest, page: CachedPage): void {
    const key = this.keyOf(ctx, request.url, this.begunAt.get(request) ?? null);
    if (key !== null) this.cache.set(ctx, key, page);
  }

  /** Notes at which version the directory is now, before a page of it is read. */
  noteVersion(ctx: TenantContext, request: FastifyRequest, version: string): void {
    this.begunAt.set(request, version);
    this.versions.set(ctx.tenant.role, { version, until: Date.now() + BELIEVED });
  }

  /** The page of a category, a place or a business as it was rendered for others, by its path. */
  findThing(ctx: TenantContext, path: string): CachedPage | undefined {
    const key = this.keyOfThing(ctx, path, this.believed(ctx));
    return key === null ? undefined : this.cache.get(ctx, key, Date.now());
  }

  /** Keeps the page of a category, a place or a business, by its path. */
  keepThing(ctx: TenantContext, request: FastifyRequest, page: CachedPage): void {
    const key = this.keyOfThing(ctx, request.url, this.begunAt.get(request) ?? null);
    if (key !== null) this.cache.set(ctx, key, page);
  }

  private believed(ctx: TenantContext): string | null {
    const known = this.versions.get(ctx.tenant.role);
    return known && known.until > Date.now() ? known.version : null;
  }

  /** @param directory version of the directory; null where it is not known */
  private keyOf(ctx: TenantContext, target: string, directory: string | null): string | null {
    const at = pageAt(target);
    if (!at) return null;
    const version = OF_DIRECTORY.has(at.page) ? directory : '';
    if (version === null) return null;
    return PageCache.key(ctx, this.themes.forTenant(ctx.tenant).version, at.locale, `${at.page}-${version}`);
  }

  private keyOfThing(ctx: TenantContext, path: string, version: string | null): string | null {
    if (version === null || path.includes('?')) return null;
    const theme = this.themes.forTenant(ctx.tenant).version;
    // A hash: who writes an address does not choose what stands in a key.
    const thing = `thing-${hash('sha256', path, 'hex')}-${version}`;
    return PageCache.key(ctx, theme, localeOfPath(path), thing);
  }
}
