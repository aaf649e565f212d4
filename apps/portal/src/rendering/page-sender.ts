import { Clock, type Locale } from '@halles/kernel';
import type { ReadyAnswer } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { compress } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CachedPage, REVALIDATE } from './cached-page';
import { CachedPages } from './cached-pages';
import { negotiateEncoding } from './encoding';
import { pageBytes } from './page-bytes';
import { pageAt } from './page-names';

/** A page is rendered again after this long, whatever its key says, ms. */
const LIFETIME_MS = 60_000;

export interface RenderedPage {
  readonly locale: Locale;
  readonly html: string;
}

/** Sends pages for the routes that still hold the reply. */
@Injectable()
export class PageSender {
  private readonly versions = new WeakMap<FastifyRequest, string>();

  constructor(
    private readonly cached: CachedPages,
    private readonly clock: Clock,
  ) {}

  begin(request: FastifyRequest, version: string): void {
    this.versions.set(request, version);
  }

  send(ctx: TenantContext, request: FastifyRequest, reply: FastifyReply, page: RenderedPage): FastifyReply {
    const at = pageAt(request.url)?.page;
    const version = this.versions.get(request) ?? (at === 'home' || at === 'businesses' ? null : '');
    if (version === null || request.url.includes('?')) return this.sendOnce(reply, REVALIDATE, page);
    const made = new CachedPage(
      Buffer.from(page.html),
      page.locale,
      this.clock.now().getTime() + LIFETIME_MS,
    );
    this.cached.store(ctx, request.url, version, made);
    return this.sendReady(reply, made.ready(request.headers));
  }

  sendThing(
    ctx: TenantContext,
    request: FastifyRequest,
    reply: FastifyReply,
    page: RenderedPage,
  ): FastifyReply {
    return this.send(ctx, request, reply, page);
  }

  sendKept(ctx: TenantContext, request: FastifyRequest, reply: FastifyReply): boolean {
    const ready = this.cached.at(ctx, request.url, this.versions.get(request) ?? '')?.ready(request.headers);
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
