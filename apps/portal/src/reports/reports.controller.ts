import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { ProfileService } from '@halles/domain/profiles';
import {
  ReportAboutOtherHours,
  ReportDecisions,
  type ReportInput,
  ReportQueue,
} from '@halles/domain/reports';
import { Clock } from '@halles/kernel';
import { newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { type HttpAnswer, PageNotFound, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit, Post } from '@nestjs/common';
import { MerchantRequest, MerchantSections, MerchantSpace } from '../merchant-space';
import type { Page, PageOptions } from '../rendering/page';
import { Done, redirectDone } from '../params';
import { type Decision, type DecisionFields, decisionForm, type Outcome, OUTCOMES } from './decision.form';
import { reportsPage, type ReportsState } from './reports.presenter';

const LISTED = 50;

/** Readers' reports on a business: who keeps it says whether they are right. */
@Requires('listing.edit')
@Controller()
export class ReportsController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly profiles: ProfileService,
    private readonly queue: ReportQueue,
    private readonly decisions: ReportDecisions,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.register({
      key: 'reports',
      label: 'reports.nav',
      permission: 'listing.edit',
      icon: 'warning',
      order: 75,
      route: 'reports',
    });
  }

  @Get(patternsOf('reports'))
  list(
    @MerchantRequest() { ctx, listing: id, session }: MerchantRequest,
    @Done(OUTCOMES) done: Outcome | null,
  ): Promise<Page> {
    return this.show(ctx, session, id, { form: newForm(), ...(done ? { done } : {}) });
  }

  @Post(patternsOf('reports'))
  async decide(
    @MerchantRequest() { ctx, locale, listing: id, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const reading = decisionForm.read(posted);
    // Only the reason is typed: the rest comes from the buttons.
    if (!reading.ok && (reading.errors['report'] ?? reading.errors['decision'])) throw new PageNotFound({});
    let asked: string | null = null;
    return submitForm<DecisionFields, Page | HttpAnswer>(
      reading,
      async ({ report, decision, reason, confirmed }) => {
        const input = { id: report, listingId: id, reason, isConfirmed: confirmed !== '' };
        const outcome = await this.applyDecision(ctx, session, decision, input).catch((error: unknown) => {
          if (error instanceof ReportAboutOtherHours) asked = report;
          throw error;
        });
        return redirectDone(pathTo('reports', locale, { listing: id }), outcome);
      },
      ({ state, ...answer }) => this.show(ctx, session, id, { form: state, asked }, answer),
    );
  }

  private async applyDecision(
    ctx: TenantContext,
    { account }: AccountSession,
    decision: Decision,
    input: ReportInput & { readonly reason: string },
  ): Promise<Outcome> {
    const by = { kind: 'merchant', accountId: account.id, name: account.name } as const;
    const now = this.clock.now();
    if (decision === 'accepted') {
      const became = await this.decisions.accept(ctx, { ...input, reason: input.reason || null }, by, now);
      return became === 'decided' ? decision : became;
    }
    await this.decisions.refuse(ctx, input, by, now);
    return decision;
  }

  private async show(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    state: ReportsState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const reports = await this.queue.list(ctx, { listingId: id, limit: LISTED });
    return this.space.page(ctx, session, { ...reportsPage(listing, reports, state), ...answer });
  }
}
