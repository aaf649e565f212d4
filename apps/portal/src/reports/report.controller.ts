import { patternsOf } from '@halles/contracts';
import { randomUUID } from 'node:crypto';
import { type Listing, ListingService } from '@halles/domain/listings';
import { ReportKeyReused, ReportService, reporterKeys } from '@halles/domain/reports';
import { type Locale, systemClock } from '@halles/kernel';
import {
  LOG,
  PageNotFound,
  Public,
  RateLimited,
  RateLimiter,
  contextOf,
  localeOfPath,
  visitorKey,
} from '@halles/platform/http';
import type { Log } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { presentLayout } from '../rendering/layout.presenter';
import { PageRenderer } from '../rendering/page-renderer';
import type { PageScope } from '../rendering/page-scope';
import { PageSender } from '../rendering/page-sender';
import { type Config, InjectConfig } from '../rendering/portal-config';
import { listingIdOf } from '../listings/listing-address';
import { type ReportForm, checkReport, emptyReport, readReport } from './report-form';
import {
  type ReportState,
  identifyReport,
  presentReport,
  presentReportSent,
  reportPath,
} from './report.presenter';

/** How an attempt to send ended: stored (null), or a status and what the form then says. */
type Refusal = {
  readonly status: number;
  readonly state: ReportState;
  readonly retryAfter?: number;
} | null;

/** "Signaler une erreur": works without JavaScript. */
@Public()
@Controller()
export class ReportController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly listings: ListingService,
    private readonly reports: ReportService,
    private readonly limiter: RateLimiter,
    @Inject(LOG) private readonly log: Log,
    @InjectConfig() private readonly config: Config,
  ) {}

  @Get(patternsOf('report'))
  async form(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
  ): Promise<void> {
    const listing = await this.listingOf(contextOf(request), segment);
    this.show(request, reply, listing, 200, { values: emptyReport, idempotencyKey: randomUUID() });
  }

  @Post(patternsOf('report'))
  async send(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
    @Body() body: unknown,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const listing = await this.listingOf(ctx, segment);
    const refusal = await this.attempt(ctx, request.ip, listing, readReport(body), locale);
    if (refusal) {
      if (refusal.retryAfter !== undefined) void reply.header('retry-after', String(refusal.retryAfter));
      this.show(request, reply, listing, refusal.status, refusal.state);
      return;
    }
    void reply.header('cache-control', 'no-store').redirect(reportPath(locale, listing, 'reportSent'), 303);
  }

  @Get(patternsOf('reportSent'))
  async sent(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
  ): Promise<void> {
    const listing = await this.listingOf(contextOf(request), segment);
    this.page(request, reply, 200, listing, 'reportSent', (scope) => presentReportSent(scope, listing));
  }

  /** @throws PageNotFound */
  private async listingOf(ctx: TenantContext, segment: string): Promise<Listing> {
    const id = listingIdOf(segment);
    const listing = id === null ? null : await this.listings.find(ctx, id);
    if (!listing) throw new PageNotFound({});
    return listing;
  }

  private async attempt(
    ctx: TenantContext,
    address: string,
    listing: Listing,
    form: ReportForm,
    locale: Locale,
  ): Promise<Refusal> {
    const { values, idempotencyKey } = form;
    const checked = checkReport(form);
    if (!checked.ok) {
      const { errors } = checked;
      const expired = errors.some(({ pointer }) => pointer === '/idempotencyKey');
      const key = expired ? randomUUID() : idempotencyKey;
      const problem = expired && errors.length === 1 ? 'reloaded' : 'invalid';
      return { status: 422, state: { values, idempotencyKey: key, errors, problem } };
    }
    if (form.trapped) return { status: 422, state: { values, idempotencyKey, problem: 'trapped' } };
    try {
      await this.limiter.take('contact', ctx, address);
      const visitor = visitorKey(address);
      const reporter = reporterKeys(this.config.masterKey, ctx, visitor, systemClock.now());
      await this.reports.report(ctx, { ...checked.input, listing: listing.id }, locale, reporter);
      return null;
    } catch (error) {
      return this.refused(error, form);
    }
  }

  /** What was typed is never lost: whatever happened, the form comes back with it and says so. */
  private refused(thrown: unknown, { values, idempotencyKey }: ReportForm): Refusal {
    if (thrown instanceof RateLimited) {
      const { retryAfterSeconds } = thrown.params;
      return {
        status: 429,
        state: { values, idempotencyKey, problem: 'limited' },
        retryAfter: retryAfterSeconds,
      };
    }
    if (thrown instanceof ReportKeyReused)
      return { status: 409, state: { values, idempotencyKey: randomUUID(), problem: 'alreadySent' } };
    this.log.error({ err: thrown }, 'a report could not be stored');
    return { status: 503, state: { values, idempotencyKey, problem: 'unavailable' }, retryAfter: 10 };
  }

  private show(
    request: FastifyRequest,
    reply: FastifyReply,
    listing: Listing,
    status: number,
    state: ReportState,
  ): void {
    this.page(request, reply, status, listing, 'report', (scope) => presentReport(scope, listing, state));
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    listing: Listing,
    page: 'report' | 'reportSent',
    present: (scope: PageScope) => object,
  ): void {
    const { tenant } = contextOf(request);
    const scope = this.renderer.scope(tenant, localeOfPath(request.url));
    const layout = presentLayout(scope, identifyReport(scope, listing, page));
    // Heard first by those who listen to the page: something in the form is to be mended.
    const title =
      status === 422 ? scope.texts.line('report.invalidTitle', { title: layout.title }) : layout.title;
    const view = page === 'report' ? 'pages/report' : 'pages/report-sent';
    const html = this.renderer.render(tenant, view, { layout: { ...layout, title }, body: present(scope) });
    void this.sender.sendPrivate(reply, status, { locale: scope.locale, html });
  }
}
