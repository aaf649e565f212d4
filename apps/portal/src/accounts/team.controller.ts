import { addressSchema } from '@halles/contracts';
import { type AccountSession, LinkLimiter, TeamService } from '@halles/domain/accounts';
import { ListingService } from '@halles/domain/listings';
import { MandateService } from '@halles/domain/mandates';
import { systemClock } from '@halles/kernel';
import { contextOf, localeOfPath, Requires, visitorKey } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, type OnModuleInit, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { goTo } from './account-flow';
import { emptyForm, type FormState, invalid, refused, typed } from './account-form';
import { SignedIn } from './account-request';
import { accountPath, accountPaths } from './account-routes';
import { listOf, textOf } from './form-fields';
import { presentTeam, staffChoices } from './team.presenter';
import { MerchantSpace, MerchantSections } from '../merchant-space';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who works on the page of a business. */
@Requires('listing.team')
@Controller()
export class TeamController implements OnModuleInit {
  constructor(
    private readonly pages: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly team: TeamService,
    private readonly listings: ListingService,
    private readonly mandates: MandateService,
    private readonly limiter: LinkLimiter,
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

  @Get(accountPaths('team'))
  async form(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Query('fait') done: unknown,
  ): Promise<void> {
    await this.show(request, reply, Number(listing), 200, {
      form: emptyForm,
      permissions: staffChoices,
      done: typeof done === 'string' ? done : null,
    });
  }

  @Post(accountPaths('team'))
  async change(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
    @Param('listing') listing: string,
    @Body() body: unknown,
  ): Promise<void> {
    const listingId = Number(listing);
    const permissions = listOf(body, 'permission').filter((name) =>
      (staffChoices as readonly string[]).includes(name),
    );
    try {
      const done = await this.act(request, session, listingId, body, permissions);
      const path = accountPath('team', { listing })[localeOfPath(request.url)];
      goTo(reply, done === null ? path : `${path}?fait=${done}`);
    } catch (error) {
      const { status, form } = refused(error, typed(body, 'inviteEmail'), { email: 'inviteEmail' });
      await this.show(request, reply, listingId, status, { form, permissions, done: null });
    }
  }

  /** @returns what was done, for the page to say; null for nothing. @throws InvalidInput, TooManyLinks */
  private async act(
    request: FastifyRequest,
    { account }: AccountSession,
    listingId: number,
    body: unknown,
    permissions: readonly string[],
  ): Promise<string | null> {
    const ctx = contextOf(request);
    const now = systemClock.now();
    const act = textOf(body, 'do');
    const id = textOf(body, 'id');
    if (act === 'invite') {
      const parsed = addressSchema.safeParse({ email: textOf(body, 'inviteEmail') });
      if (!parsed.success) throw invalid(parsed);
      await this.limiter.take(ctx, parsed.data.email, visitorKey(request.ip));
      await this.team.invite(ctx, listingId, { email: parsed.data.email, permissions }, account, now);
      return act;
    }
    if (!ID.test(id)) return null;
    if (act === 'resend') await this.team.resend(ctx, listingId, id, account, now);
    else if (act === 'revoke') await this.team.revoke(ctx, listingId, id, now);
    else if (act === 'limit') await this.team.limit(ctx, listingId, id, permissions, now);
    else if (act === 'remove') await this.team.remove(ctx, listingId, id, now);
    else if (act === 'end') return this.end(ctx, listingId, id, now);
    else return null;
    return act;
  }

  /** Ends the mandate in force on this business, and no other: another's number does nothing. */
  private async end(
    ctx: TenantContext,
    listingId: number,
    mandateId: string,
    now: Date,
  ): Promise<string | null> {
    const mandate = await this.mandates.active(ctx, listingId, now);
    if (mandate?.id !== mandateId) return null;
    await this.mandates.revoke(ctx, mandateId, 'merchant', now);
    return 'end';
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    listingId: number,
    status: number,
    state: {
      readonly form: FormState;
      readonly permissions: readonly string[];
      readonly done: string | null;
    },
  ): Promise<void> {
    const ctx = contextOf(request);
    const team = await this.team.team(ctx, listingId);
    const listing = await this.listings.find(ctx, listingId);
    const mandate = await this.mandates.active(ctx, listingId, systemClock.now());
    this.pages.show(request, reply, {
      view: 'accounts/team',
      title: ({ texts }) => texts.line('account.team.heading'),
      paths: accountPath('team', { listing: String(listingId) }),
      listing: { id: listingId, name: listing?.name ?? null },
      section: 'team',
      status,
      present: (scope) => presentTeam(scope, { listingId, team, mandate, ...state }),
    });
  }
}
