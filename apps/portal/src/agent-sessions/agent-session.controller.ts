import {
  consolePath,
  type HandOverTarget,
  handOverTargetSchema,
  pathTo,
  patternsOf,
  portalRoutes,
} from '@halles/contracts';
import { type AgentSession, AgentSessionService } from '@halles/domain/mandates';
import { Clock, type Locale } from '@halles/kernel';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import {
  type Client,
  Ctx,
  CurrentClient,
  type HttpAnswer,
  PortalRequest,
  Public,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type ListingRoute, MerchantSections } from '../merchant-space';
import { type Page, page } from '../rendering/page';
import { agentCookie } from './agent-cookie';
import { presentEnded } from './ended.presenter';

/** The door between the console and the space of a business: an agent comes in by a link, and leaves by a button. */
@Public()
@Controller()
export class AgentSessionController {
  constructor(
    private readonly sessions: AgentSessionService,
    private readonly sections: MerchantSections,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * Where the console sends the agent's browser. No mail has such a link, so that no scanner follows it; it serves once.
   * @throws HandOverSpent
   */
  @Get(patternsOf('agent.open'))
  async open(
    @PortalRequest() { ctx, locale, client: { cookies } }: PortalRequest,
    @Param('token') link: string,
    @Query({ schema: handOverTargetSchema }) target: HandOverTarget,
  ): Promise<HttpAnswer> {
    const { token, session } = await this.sessions.open(ctx, link, this.clock.now());
    const former = agentCookie.read(cookies);
    if (former !== null) await this.sessions.end(ctx, former);
    return redirectTo(pageOf(this.sections, session, target, locale)).withCookies(agentCookie.give(token));
  }

  /** « Terminer »: back to the console, by a page, since a form of ours may not lead to another site. */
  @Post(patternsOf('agent.end'))
  async end(@Ctx() ctx: TenantContext, @CurrentClient() { cookies }: Client): Promise<Page> {
    const token = agentCookie.read(cookies);
    const listing = token === null ? null : await this.sessions.end(ctx, token);
    const address = addressInConsole(this.config, ctx, listing);
    return page('agent-sessions/ended', (scope) => presentEnded(scope, portalRoutes['agent.end'], address), {
      headers: { refresh: `0;url=${address}`, 'set-cookie': agentCookie.clear() },
    });
  }
}

/** The page of the console that an agent came from; its first one where that is not known. Pure. */
const addressInConsole = (config: Config, { tenant }: TenantContext, listing: number | null): string =>
  consoleOrigin(config) + (listing === null ? '' : consolePath(tenant.slug, 'listings', listing));

const TARGETS = {
  commande: 'merchant.orders',
  commandes: 'merchant.orders',
  'commande-nouvelle': 'merchant.newOrder',
  produits: 'merchant.products',
  'rendez-vous': 'merchant.agenda',
  horaires: 'profile.hours',
  'rendez-vous-nouveau': 'merchant.newBooking',
} as const satisfies Readonly<Record<NonNullable<HandOverTarget['vers']>, ListingRoute>>;

/** Where an agent begins: on the page that the console leads to, where the mandate reaches it; else at the home of the space. */
function pageOf(
  sections: MerchantSections,
  session: AgentSession,
  { vers, commande: order }: HandOverTarget,
  locale: Locale,
): string {
  const listing = session.listingId;
  const home = pathTo('merchant.listing', locale, { listing });
  if (vers === undefined) return home;
  const route = TARGETS[vers];
  if (!sections.admits(session, route)) return home;
  if (vers === 'commande' && order !== undefined) return pathTo('merchant.order', locale, { listing, order });
  return pathTo(route, locale, { listing });
}
