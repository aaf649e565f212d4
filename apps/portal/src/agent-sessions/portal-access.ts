import { isPortalPermission } from '@halles/contracts';
import { type AgentSession, AgentSessionOver, AgentSessionService } from '@halles/domain/mandates';
import { Clock } from '@halles/kernel';
import {
  AccessControl,
  contextOf,
  PageNotFound,
  type Permission,
  PermissionDenied,
} from '@halles/platform/http';
import { createContext, type TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AccountAccess } from '../accounts';
import { MerchantSections } from '../merchant-space';
import { agentCookie } from './agent-cookie';

/**
 * Who may do what on a portal: whoever has an account there, and an agent of the town on the pages of the one business that
 * the console handed over, as far as the mandate goes. A browser may have both: on what is for its agent the agent acts, and
 * says so on the page; on everything else its own account, as if there were no agent.
 */
@Injectable()
export class PortalAccess extends AccessControl {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly agents: AgentSessionService,
    private readonly sections: MerchantSections,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async check(request: FastifyRequest, permission: Permission): Promise<void> {
    const token = agentCookie.read(request.headers.cookie);
    const listing = listingOf(request, permission);
    if (token === null || listing === null) return this.accounts.check(request, permission);
    const ctx = contextOf(request);
    const session = await this.agents.resume(ctx, token, this.clock.now());
    if (session && this.isFor(session, request, listing)) return this.admit(request, session);
    if (session) await this.accounts.leadOn(request, listing, (survivor) => survivor === session.listingId);
    if (await this.accounts.find(ctx, request.headers.cookie))
      return this.accounts.check(request, permission);
    if (!session) throw new AgentSessionOver({});
    throw session.listingId === Number(listing) ? new PermissionDenied({}) : new PageNotFound({});
  }

  /** The agent of the town who writes on a business in this browser, on any route; null for none. @param cookies header of the request */
  async findAgent(ctx: TenantContext, cookies: string | undefined): Promise<AgentSession | null> {
    const token = agentCookie.read(cookies);
    return token === null ? null : this.agents.resume(ctx, token, this.clock.now());
  }

  /** From here on whatever the request writes is written under the mandate, or not at all. */
  private admit(request: FastifyRequest, session: AgentSession): void {
    request.agentSession = session;
    const { tenant, requestId } = contextOf(request);
    const condition = this.agents.conditionOf(session);
    request.tenantContext = createContext(tenant, session.actor, requestId, condition);
  }

  private isFor(session: AgentSession, { routeOptions }: FastifyRequest, listing: string): boolean {
    const { url } = routeOptions;
    return String(session.listingId) === listing && url !== undefined && this.sections.admitsAt(session, url);
  }
}

/** The business that a right is asked for, as the address names it; null where the right is none on a business. */
function listingOf({ params }: FastifyRequest, permission: Permission): string | null {
  const { listing } = params as Readonly<Record<string, string | undefined>>;
  return isPortalPermission(permission) && permission.startsWith('listing.') ? (listing ?? null) : null;
}
