import type { Locale } from '@halles/kernel';
import type { ReadyAnswer } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { compress } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ASKED_AGAIN, CachedPage } from './cached-page';
import { negotiateEncoding } from './encoding';
import { KeptPages } from './kept-pages';
import { pageBytes } from './page-bytes';

/** A page is rendered again after this long, whatever its key says, ms. */
const LIFETIME_MS = 60_000;

export interface RenderedPage {
  readonly locale: Locale;
  readonly html: string;
}

/** Sends pages, and keeps those that are the same for every reader. */
@Injectable()
export class PageSender {
  constructor(private readonly kept: KeptPages) {}

  /** Sends a page that is the same for every reader, and keeps it where its address has no query. */
  send(ctx: TenantContext, request: FastifyRequest, reply: FastifyReply, page: RenderedPage): FastifyReply {
    if (!this.kept.covers(request.url)) return this.sendOnce(reply, ASKED_AGAIN, page);
    const made = new CachedPage(Buffer.from(page.html), page.locale, Date.now() + LIFETIME_MS);
    this.kept.keep(ctx, request, made);
    return this.sendReady(reply, made.answer(request.headers));
  }

  /** Sends the page of a category, a place or a business, and keeps it where its address has no query. */
  sendThing(
    ctx: TenantContext,
    request: FastifyRequest,
    reply: FastifyReply,
    page: RenderedPage,
  ): FastifyReply {
    if (request.url.includes('?')) return this.sendOnce(reply, ASKED_AGAIN, page);
    const made = new CachedPage(Buffer.from(page.html), page.locale, Date.now() + LIFETIME_MS);
    this.kept.keepThing(ctx, request, made);
    return this.sendReady(reply, made.answer(request.headers));
  }

  /** Sends the page that was kept for this address, if there is one. @returns whether it was sent */
  sendKept(ctx: TenantContext, request: FastifyRequest, reply: FastifyReply): boolean {
    const ready =
      this.kept.find(ctx, request.raw) ?? this.kept.findThing(ctx, request.url)?.answer(request.headers);
    if (ready) this.sendReady(reply, ready);
    return ready !== undefined;
  }

  private sendReady(reply: FastifyReply, { status, headers, body }: ReadyAnswer): FastifyReply {
    void reply.status(status);
    for (let at = 0; at < headers.length; at += 2)
      void reply.header(headers[at] ?? '', headers[at + 1] ?? '');
    return reply.send(body);
  }

  /** Sends a page made for one reader: kept nowhere. */
  sendPrivate(reply: FastifyReply, status: number, page: RenderedPage): FastifyReply {
    return this.sendOnce(reply.status(status), 'private, no-store', page);
  }

  /** Nobody asks for the same page again: it gets no validator, and the quick compression. */
  private sendOnce(reply: FastifyReply, cacheControl: string, page: RenderedPage): FastifyReply {
    const encoding = negotiateEncoding(reply.request.headers['accept-encoding']);
    void reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-language': page.locale,
      'cache-control': cacheControl,
      vary: 'Accept-Encoding',
    });
    const bytes = pageBytes(page.html);
    if (encoding === 'identity') return reply.send(bytes);
    return reply.header('content-encoding', encoding).send(compress(bytes, encoding, 'once'));
  }
}
