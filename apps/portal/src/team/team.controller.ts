import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import { type AccountSession, TeamService } from '@halles/domain/accounts';
import { LinkLimiter } from '@halles/platform/auth';
import { ListingService } from '@halles/domain/listings';
import { MandateService } from '@halles/domain/mandates';
import { Clock } from '@halles/kernel';
import {
  type FormState,
  formValuesOf,
  newForm,
  Posted,
  type PostedForm,
  submitAction,
} from '@halles/platform/forms';
import { type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit, Post } from '@nestjs/common';
import { linkRequest } from '../accounts';
import { MerchantRequest, MerchantSections, MerchantSpace } from '../merchant-space';
import type { Page, PageOptions } from '../rendering/page';
import { Done, redirectDone } from '../params';
import { type MemberInput, staffChoices, teamActions } from './team.form';
import { presentTeam, type TeamChange, teamChanges } from './team.presenter';

/** Somebody who is invited may do all that staff may, unless boxes are cleared. */
const blankInvitation = newForm(formValuesOf({ permission: staffChoices }));

/** Who works on the page of a business. */
@Requires('listing.team')
@Controller()
export class TeamController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly team: TeamService,
    private readonly listings: ListingService,
    private readonly mandates: MandateService,
    private readonly limiter: LinkLimiter,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.register({
      key: 'team',
      label: 'account.team.nav',
      permission: 'listing.team',
      icon: 'user',
      order: 70,
      route: 'team',
    });
  }

  @Get(patternsOf('team'))
  form(
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Done(teamChanges) done: TeamChange | null,
  ): Promise<Page> {
    return this.page(ctx, session, listing, { form: blankInvitation, done });
  }

  @Post(patternsOf('team'))
  async change(
    @MerchantRequest() { ctx, locale, client, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const back = (done: TeamChange | null): HttpAnswer =>
      redirectDone(pathTo('team', locale, { listing }), done);
    return submitAction(
      teamActions.read(posted),
      {
        change: async (input) => back(input && (await this.act(ctx, session, listing, input))),
        invite: async ({ inviteEmail: email, permission: permissions }) => {
          await this.limiter.limit(linkRequest(ctx, client, email), () =>
            this.team.invite(ctx, listing, { email, permissions }, session.account, this.clock.now()),
          );
          return back('invite');
        },
      },
      ({ state, ...answer }) => this.page(ctx, session, listing, { form: state, done: null }, answer),
    );
  }

  /** @returns what was done, for the page to say; null for nothing */
  private async act(
    ctx: TenantContext,
    { account }: AccountSession,
    listingId: number,
    { do: act, id, permission }: MemberInput,
  ): Promise<TeamChange | null> {
    const now = this.clock.now();
    switch (act) {
      case 'resend':
        await this.team.resend(ctx, listingId, id, account, now);
        return act;
      case 'revoke':
        await this.team.revoke(ctx, listingId, id, now);
        return act;
      case 'limit':
        await this.team.limit(ctx, listingId, id, permission, now);
        return act;
      case 'remove':
        await this.team.remove(ctx, listingId, id, now);
        return act;
      case 'agree':
        await this.mandates.agree(ctx, listingId, id, now);
        return act;
      case 'decline':
        return this.decline(ctx, listingId, id, now);
      case 'end':
        return this.end(ctx, listingId, id, now);
    }
  }

  /** Ends the mandate in force on this business, and no other: another's number does nothing. */
  private async end(
    ctx: TenantContext,
    listingId: number,
    mandateId: string,
    now: Date,
  ): Promise<TeamChange | null> {
    const mandate = await this.mandates.active(ctx, listingId, now);
    if (mandate?.id !== mandateId) return null;
    await this.mandates.revoke(ctx, mandateId, 'merchant', now);
    return 'end';
  }

  /** Refuses a mandate that waits for the owner of this page, and no other: another's number does nothing. */
  private async decline(
    ctx: TenantContext,
    listingId: number,
    mandateId: string,
    now: Date,
  ): Promise<TeamChange | null> {
    const waiting = await this.mandates.waiting(ctx, [listingId], now);
    if (!waiting.some(({ mandate }) => mandate.id === mandateId)) return null;
    await this.mandates.revoke(ctx, mandateId, 'merchant', now);
    return 'decline';
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    listingId: number,
    { form, done }: { readonly form: FormState; readonly done: TeamChange | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const team = await this.team.team(ctx, listingId);
    const listing = await this.listings.find(ctx, listingId);
    const now = this.clock.now();
    const mandate = await this.mandates.active(ctx, listingId, now);
    const waiting = (await this.mandates.waiting(ctx, [listingId], now)).map((file) => file.mandate);
    return this.space.page(ctx, session, {
      view: 'team/team',
      title: ({ texts }) => texts.line('account.team.heading'),
      paths: pathsTo('team', { listing: listingId }),
      listing: { id: listingId, name: listing?.name ?? null },
      section: 'team',
      ...answer,
      present: (scope) => presentTeam(scope, { listingId, team, mandate, waiting, form, done }),
    });
  }
}
