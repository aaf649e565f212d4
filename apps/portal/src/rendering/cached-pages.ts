import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Clock } from '@halles/kernel';
import { type ReadyAnswer, ReadyAnswers, localeOfPath } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { ThemeRegistry } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import { instantOf, wallTime } from '@halles/domain/hours';
import { type ReaderKind, readerKind } from './basket-cookies';
import type { CachedPage } from './cached-page';
import { ContentVersions } from './content-versions';
import type { Page } from './page';
import { PageCache } from './page-cache';
import { pageAt } from './page-names';

/** A page is rendered again after this long, whatever its version says, ms. */
const LIFETIME_MS = 60_000;

/** When a page that is rendered now is rendered again: within a minute, and at midnight, when posts and days are over. Pure. */
export function expiryOf({ tenant }: TenantContext, now: number): number {
  const { timeZone } = tenant.settings;
  return Math.min(now + LIFETIME_MS, instantOf(timeZone, wallTime(timeZone, now).day + 1, 0));
}

/** The pages that were rendered already, for the requests that ask for exactly one of them. */
@Injectable()
export class CachedPages extends ReadyAnswers {
  constructor(
    private readonly cache: PageCache,
    private readonly themes: ThemeRegistry,
    private readonly versions: ContentVersions,
    private readonly clock: Clock,
  ) {
    super();
  }

  override covers(target: string): boolean {
    return pageAt(target) !== null;
  }

  override find(ctx: TenantContext, request: IncomingMessage): ReadyAnswer | undefined {
    const target = request.url ?? '';
    const reader = readerKind(request.headers.cookie);
    const page = this.covers(target) ? this.get(ctx, target, reader) : undefined;
    if (!page) return undefined;
    const version = this.versions.trusted(ctx, page.options.content);
    return version === null ? undefined : this.at(ctx, target, version, reader)?.ready(request.headers);
  }

  /**
   * The page of an address as it was rendered at this version of what it shows.
   * @param reader who it is for: it leads to baskets and account of who has them
   */
  at(ctx: TenantContext, target: string, version: string, reader: ReaderKind = ''): CachedPage | undefined {
    const page = this.get(ctx, target, reader);
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
    const { content, version, expiresAt, source } = page.options;
    if (version !== this.versions.last(ctx, content)) return undefined;
    const dayAt = (at: number) => wallTime(ctx.tenant.settings.timeZone, at).day;
    return dayAt(this.clock.now().getTime()) === dayAt(expiresAt - LIFETIME_MS) ? source : undefined;
  }

  private get(ctx: TenantContext, target: string, reader: ReaderKind = ''): CachedPage | undefined {
    return target.includes('?')
      ? undefined
      : this.cache.get(ctx, this.keyOf(ctx, target, reader), this.clock.now().getTime());
  }

  /** Stores a page for the next readers of its address. @param reader for whom it is the same */
  store(ctx: TenantContext, target: string, page: CachedPage, reader: ReaderKind = ''): void {
    this.cache.set(ctx, this.keyOf(ctx, target, reader), page);
  }

  private keyOf(ctx: TenantContext, target: string, reader: ReaderKind): string {
    const theme = this.themes.forTenant(ctx.tenant).version;
    // A hash, since whoever writes an address must not choose what stands in a key; menus' pages have names of ours.
    const name = pageAt(target)?.page ?? `path-${hash('sha256', target, 'hex')}`;
    return PageCache.key(ctx, theme, localeOfPath(target), `${reader}${name}`);
  }
}
