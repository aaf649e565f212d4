import type { IncomingMessage } from 'node:http';
import { type ReadyAnswer, ReadyAnswers } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { ThemeRegistry } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import { pageAt } from '../routes';
import type { CachedPage } from './cached-page';
import { PageCache } from './page-cache';

/** The pages that were rendered already, for the requests that ask for exactly one of them. */
@Injectable()
export class KeptPages extends ReadyAnswers {
  constructor(
    private readonly cache: PageCache,
    private readonly themes: ThemeRegistry,
  ) {
    super();
  }

  override covers(target: string): boolean {
    return pageAt(target) !== null;
  }

  override find(ctx: TenantContext, request: IncomingMessage): ReadyAnswer | undefined {
    const key = this.keyOf(ctx, request.url ?? '');
    const page = key === null ? undefined : this.cache.get(ctx, key, Date.now());
    return page?.answer(request.headers);
  }

  /** Keeps a page for the next readers, unless its address has a query. */
  keep(ctx: TenantContext, target: string, page: CachedPage): void {
    const key = this.keyOf(ctx, target);
    if (key !== null) this.cache.set(ctx, key, page);
  }

  private keyOf(ctx: TenantContext, target: string): string | null {
    const at = pageAt(target);
    return at && PageCache.key(ctx, this.themes.forTenant(ctx.tenant).version, at.locale, at.page);
  }
}
