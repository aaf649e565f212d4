import { pathsTo, pathTo } from '@halles/contracts';
import { oneOf, readFormValues, textOf } from '@halles/platform/forms';
import type { AccountSession } from '@halles/domain/accounts';
import { ReportDecidedAlready, ReportDecisions, ReportQueue } from '@halles/domain/reports';
import { ProfileService } from '@halles/domain/profiles';
import { systemClock } from '@halles/kernel';
import { contextOf, localeOfPath, PageNotFound, Requires } from '@halles/platform/http';
import { Body, Controller, Get, type OnModuleInit, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { validate } from 'uuid';
import { SignedIn } from '../accounts/account-request';
import { freshnessPatterns } from '../freshness/freshness-routes';
import { presentReports, type ReportsState } from './reports.presenter';
import { MerchantSpace, MerchantSections } from '../merchant-space';

const LISTED = 50;
const LONGEST_REASON = 2_000;
const DECISIONS = ['accepted', 'refused'] as const;
type Decision = (typeof DECISIONS)[number];

/** Readers' reports on a business: who keeps it says whether they are right. */
@Requires('listing.edit')
@Controller()
export class ReportsController implements OnModuleInit {
  constructor(
    private readonly pages: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly profiles: ProfileService,
    private readonly queue: ReportQueue,
    private readonly decisions: ReportDecisions,
  ) {}

  onModuleInit(): void {
    this.sections.register({
      key: 'reports',
      label: 'freshness.reports.nav',
      permission: 'listing.edit',
      icon: 'warning',
      order: 75,
      route: 'freshness.reports',
    });
  }

  @Get(freshnessPatterns('reports'))
  async list(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
    @Query('fait') said: unknown,
  ): Promise<void> {
    const done = DECISIONS.find((one) => one === said);
    await this.show(request, reply, segment, 200, done ? { done } : {});
  }

  @Post(freshnessPatterns('reports'))
  async decide(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
    @Body() body: unknown,
    @SignedIn() { account }: AccountSession,
  ): Promise<void> {
    const raw = readFormValues(body);
    const id = textOf(raw, 'report');
    const decision = oneOf(raw, 'decision', DECISIONS);
    const reason = textOf(raw, 'reason').slice(0, LONGEST_REASON);
    if (!validate(id) || decision === null) throw new PageNotFound({});
    if (decision === 'refused' && reason === '') {
      await this.show(request, reply, segment, 422, { problem: 'reason' });
      return;
    }
    const by = { kind: 'merchant', accountId: account.id, name: account.name } as const;
    const input = { id, listingId: Number(segment), reason };
    try {
      await this.decideOn(request, decision, input, by);
    } catch (error) {
      if (!(error instanceof ReportDecidedAlready)) throw error;
      await this.show(request, reply, segment, 409, { problem: 'decided' });
      return;
    }
    const path = pathsTo('freshness.reports', { listing: Number(segment) })[localeOfPath(request.url)];
    void reply.header('cache-control', 'no-store').redirect(`${path}?fait=${decision}`, 303);
  }

  private async decideOn(
    request: FastifyRequest,
    decision: Decision,
    input: { readonly id: string; readonly listingId: number; readonly reason: string },
    by: { readonly kind: 'merchant'; readonly accountId: string; readonly name: string },
  ): Promise<void> {
    const ctx = contextOf(request);
    const now = systemClock.now();
    if (decision === 'refused') await this.decisions.refuse(ctx, input, by, now);
    else await this.decisions.accept(ctx, { ...input, reason: input.reason || null }, by, now);
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    segment: string,
    status: number,
    state: Pick<ReportsState, 'done' | 'problem'>,
  ): Promise<void> {
    const ctx = contextOf(request);
    const id = Number(segment);
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const reports = await this.queue.list(ctx, { listingId: id, limit: LISTED });
    this.pages.show(request, reply, {
      view: 'pro/reports',
      title: ({ texts }) => texts.line('freshness.reports.heading'),
      paths: pathsTo('freshness.reports', { listing: id }),
      listing,
      section: 'reports',
      status,
      present: (scope) =>
        presentReports(scope, {
          ...state,
          reports,
          action: pathsTo('freshness.reports', { listing: id })[scope.locale],
          edit: pathTo('merchant.listing', scope.locale, { listing: id }),
        }),
    });
  }
}
