import type { Locale } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type PageName, pageAt } from '../routes';
import { CachedPage } from './cached-page';
import { matchesEtag, negotiateEncoding } from './encoding';
import { PageCache } from './page-cache';
import { PageRenderer } from './page-renderer';

/** A page is rendered again after this long, whatever its key says, ms. */
const LIFETIME_MS = 60_000;

export interface RenderedPage {
  readonly page: PageName;
  readonly locale: Locale;
  readonly html: string;
}

/** Sends pages, and keeps those that are the same for every reader. */
@Injectable()
export class PageSender {
  constructor(
    private readonly cache: PageCache,
    private readonly renderer: PageRenderer,
  ) {}

  /** The kept page of a request, or undefined: only GET and HEAD of an exact path of a page. */
  find(ctx: TenantContext, request: FastifyRequest): CachedPage | undefined {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    const at = pageAt(request.url);
    if (!at) return undefined;
    return this.cache.get(ctx, this.keyOf(ctx, at.locale, at.page), Date.now());
  }

  /** Sends a page that is the same for every reader, and keeps it when the request is one that `find` answers. */
  send(ctx: TenantContext, request: FastifyRequest, reply: FastifyReply, page: RenderedPage): FastifyReply {
    const made = new CachedPage(Buffer.from(page.html), page.locale, Date.now() + LIFETIME_MS);
    if (pageAt(request.url)) this.cache.set(ctx, this.keyOf(ctx, page.locale, page.page), made);
    return this.reply(made, request, reply);
  }

  /** Sends a page made for one reader: kept nowhere. */
  sendPrivate(
    reply: FastifyReply,
    status: number,
    page: { readonly locale: Locale; readonly html: string },
  ): FastifyReply {
    return reply
      .status(status)
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-language': page.locale,
        'cache-control': 'private, no-store',
      })
      .send(Buffer.from(page.html));
  }

  reply(page: CachedPage, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const variant = page.variant(negotiateEncoding(request.headers['accept-encoding']));
    if (matchesEtag(request.headers['if-none-match'], variant.etag)) {
      const { etag, vary, 'cache-control': cacheControl } = variant.headers;
      return reply.status(304).headers({ etag, vary, 'cache-control': cacheControl }).send();
    }
    return reply.headers(variant.headers).send(variant.body);
  }

  private keyOf(ctx: TenantContext, locale: Locale, page: PageName): string {
    return PageCache.key(ctx, this.renderer.themeOf(ctx.tenant).version, locale, page);
  }
}
