import type { Locale } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CachedPage } from './cached-page';
import { KeptPages } from './kept-pages';

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
    const made = new CachedPage(Buffer.from(page.html), page.locale, Date.now() + LIFETIME_MS);
    this.kept.keep(ctx, request.url, made);
    const { status, headers, body } = made.answer(request.headers);
    void reply.status(status);
    for (let at = 0; at < headers.length; at += 2)
      void reply.header(headers[at] ?? '', headers[at + 1] ?? '');
    return reply.send(body);
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
}
