import { Clock } from '@halles/kernel';
import { DatabaseBusy, DatabaseUnreachable } from '@halles/platform/database';
import { contextOf, DatabaseTimeout, HttpAnswer, localeOf, toDomainError } from '@halles/platform/http';
import { compress } from '@halles/platform/theming';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { catchError, from, map, type Observable, of, switchMap, tap } from 'rxjs';
import { hasBaskets, isSignedIn, readerKind } from './basket-cookies';
import { CachedPage, REVALIDATE } from './cached-page';
import { CachedPages, expiryOf } from './cached-pages';
import { ContentVersions } from './content-versions';
import { VISIT_COUNTER, type VisitCounter } from './counts-visits.decorator';
import { negotiateEncoding } from './encoding';
import { Page } from './page';
import { pageBytes } from './page-bytes';
import { PageRenderer } from './page-renderer';
import { SHARED_PAGE, type SharedPageOf } from './shared-page.decorator';

/** What says that the database cannot be read at the moment. */
const UNREADABLE = [DatabaseUnreachable, DatabaseBusy, DatabaseTimeout];

/** RFC 7234, 5.5.2: for whoever wonders why a page is old. */
const STALE_WARNING = '111 - "Revalidation Failed"';

/**
 * Turns the pages that handlers return into answers: renders them in the tenant's theme, sets their headers, and for
 * `@SharedPage()` routes answers from memory where the same page was rendered a moment ago.
 */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    private readonly renderer: PageRenderer,
    private readonly cache: CachedPages,
    private readonly versions: ContentVersions,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const shared = this.reflector.get<SharedPageOf | undefined>(SHARED_PAGE, context.getHandler());
    if (shared === undefined)
      return next
        .handle()
        .pipe(map((result: unknown) => (result instanceof Page ? this.renderOnce(request, result) : result)));
    const { content } = shared;
    // Read before the page, so that a page that is stored is never newer in name than in content.
    return from(this.versions.read(contextOf(request), content)).pipe(
      switchMap((version) => this.answerShared(request, { content, version }, next)),
      tap((answer) => this.countVisit(context, answer)),
    );
  }

  private countVisit(context: ExecutionContext, answer: unknown): void {
    const counter = this.reflector.get<Type<VisitCounter> | undefined>(VISIT_COUNTER, context.getHandler());
    if (counter === undefined || !(answer instanceof HttpAnswer) || answer.status !== 200) return;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    this.modules.get(counter, { strict: false }).note(contextOf(request), request);
  }

  private answerShared(
    request: FastifyRequest,
    { content, version }: SharedPageOf & { readonly version: string | null },
    next: CallHandler,
  ): Observable<unknown> {
    const ctx = contextOf(request);
    const reader = readerKind(request.headers.cookie);
    const ready = version === null ? undefined : this.cache.at(ctx, request.url, version, reader);
    if (ready) return of(ready.answer(request.headers));
    return next.handle().pipe(
      map((result: unknown) => {
        if (!(result instanceof Page)) return result;
        const { status = 200, isPrivate = false } = result.options;
        if (isPrivate || status !== 200) return this.renderOnce(request, result);
        // An address with a query is rarely requested twice: it is not stored, and needs no validator.
        if (version === null || request.url.includes('?'))
          return this.renderOnce(request, result, REVALIDATE);
        const rendered = new CachedPage(Buffer.from(this.html(request, result)), localeOf(request), {
          content,
          version,
          expiresAt: expiryOf(ctx, this.clock.now().getTime()),
          source: result,
        });
        this.cache.store(ctx, request.url, rendered, reader);
        return rendered.answer(request.headers);
      }),
      catchError((error: unknown) => of(this.answerStale(request, error))),
    );
  }

  /**
   * The page as it was a while ago, without a word on this moment, where the database does not answer (`stale-if-error`,
   * RFC 5861). Nobody stores it.
   * @throws the error where it is another one, or no such page is in memory
   */
  private answerStale(request: FastifyRequest, error: unknown): HttpAnswer {
    const known = toDomainError(error);
    const stale = UNREADABLE.some((kind) => known instanceof kind)
      ? this.cache.stale(contextOf(request), request.url)
      : undefined;
    if (!stale) throw error;
    return this.renderOnce(request, stale, 'private, no-store', true).withHeaders({ warning: STALE_WARNING });
  }

  private html(request: FastifyRequest, page: Page, isStale = false): string {
    const given = page.options.headers?.['set-cookie'];
    const { cookie } = request.headers;
    const state = {
      isStale,
      hasBaskets: hasBaskets(cookie) || hasBaskets(given),
      isSignedIn: isSignedIn(cookie),
    };
    return this.renderer.renderPage(contextOf(request).tenant, localeOf(request), page, state);
  }

  /** A page that nobody asks for again gets no validator, and the quick compression. */
  private renderOnce(
    request: FastifyRequest,
    page: Page,
    cacheControl = 'private, no-store',
    isStale = false,
  ): HttpAnswer {
    const bytes = pageBytes(this.html(request, page, isStale));
    const encoding = negotiateEncoding(request.headers['accept-encoding']);
    const { status = 200, headers = {} } = page.options;
    return new HttpAnswer(status, encoding === 'identity' ? bytes : compress(bytes, encoding, 'once'), {
      'content-type': 'text/html; charset=utf-8',
      'content-language': localeOf(request),
      'cache-control': cacheControl,
      vary: 'Accept-Encoding',
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      ...headers,
    });
  }
}
