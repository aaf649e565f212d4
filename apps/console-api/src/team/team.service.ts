import type { AcceptInvitation, InvitationLink, InvitationOffer, InviteToTeam } from '@halles/contracts';
import {
  ConsoleAuth,
  ConsoleInvitationEnded,
  consoleInvitationLink,
  ConsoleTeam,
  inviteToConsole,
  type OnTenant,
  type TownRole,
} from '@halles/domain/console-accounts';
import { Clock } from '@halles/kernel';
import { hashToken } from '@halles/platform/auth';
import { Outbox } from '@halles/platform/outbox';
import {
  appendAudit,
  createContext,
  SignedLinks,
  type Tenant,
  type TenantContext,
  TenantRegistry,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

interface FoundLink {
  readonly tenant: Tenant;
  readonly link: { readonly tenantId: string; readonly id: string; readonly serial: number };
}

/**
 * The team of a territory: grants, invitations and the promises of their mails are the platform's, the line in the audit
 * log is the tenant's, written first (`OnTenant`). Where the process dies between the two there is a line of what was not done.
 */
@Injectable()
export class TeamService {
  constructor(
    private readonly team: ConsoleTeam,
    private readonly auth: ConsoleAuth,
    private readonly registry: TenantRegistry,
    private readonly work: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly links: SignedLinks,
  ) {}

  /** @throws AlreadyOnTeam */
  async invite(ctx: TenantContext, input: InviteToTeam, by: string): Promise<string> {
    const detail = { role: input.role };
    return this.team.invite(ctx.tenant.id, input, by, this.mailed(ctx, 'team.invited', detail));
  }

  /** @throws ConsoleInvitationEnded */
  async resend(ctx: TenantContext, id: string): Promise<void> {
    await this.team.resend({ tenantId: ctx.tenant.id, id }, this.mailed(ctx, 'team.invited-again', {}));
  }

  /** @throws ConsoleInvitationEnded */
  async revoke(ctx: TenantContext, id: string): Promise<void> {
    await this.team.revoke({ tenantId: ctx.tenant.id, id }, this.noted(ctx, 'team.invitation-revoked', {}));
  }

  /** @throws NoSuchConsoleAccount, OwnConsoleGrant */
  async setRole(ctx: TenantContext, id: string, role: TownRole, by: string): Promise<void> {
    const onTenant = this.noted(ctx, 'team.role-changed', { role });
    await this.team.setRole({ tenantId: ctx.tenant.id, id }, role, by, onTenant);
  }

  /** @throws NoSuchConsoleAccount, OwnConsoleGrant */
  async withdraw(ctx: TenantContext, id: string, by: string): Promise<void> {
    const onTenant = this.noted(ctx, 'team.withdrawn', {});
    await this.team.withdraw({ tenantId: ctx.tenant.id, id }, by, onTenant);
  }

  /** What the link offers. @throws ConsoleInvitationEnded, for whatever else is wrong with it too */
  async offer(sent: InvitationLink): Promise<InvitationOffer> {
    const { tenant, link } = this.find(sent);
    const { invitation, isKnown } = await this.team.read(link);
    const { email, name, role, invitedByName } = invitation;
    const { fr, en } = tenant.settings.title;
    return { title: { fr, en }, email, name, role, invitedBy: invitedByName, isKnown };
  }

  /**
   * @param previousToken the session that the browser came with: it ends where another opens
   * @returns the token of the session that it opened; null where the account was there before
   * @throws ConsoleInvitationEnded, PasswordTooGuessable
   */
  async accept(
    sent: AcceptInvitation,
    previousToken: string | null,
    requestId: string,
  ): Promise<string | null> {
    const { tenant, link } = this.find(sent);
    const ctx = createContext(tenant, { kind: 'visitor' }, requestId);
    const replaces = previousToken === null ? null : hashToken(previousToken);
    return this.team.accept(link, sent, {
      onTenant: this.noted(ctx, 'team.joined', { invitation: link.id }),
      openSession: (tx, account) => this.auth.openIn(tx, account, { replaces, idToken: null }),
    });
  }

  private find({ tenant: slug, token }: InvitationLink): FoundLink {
    const tenant = this.registry.bySlug(slug);
    const subject = tenant ? this.links.read({ tenant }, consoleInvitationLink, token) : null;
    if (!tenant || !subject) throw new ConsoleInvitationEnded({});
    return { tenant, link: { tenantId: tenant.id, ...subject } };
  }

  private noted(ctx: TenantContext, action: string, detail: Readonly<Record<string, unknown>>): OnTenant {
    const append = (line: string, what: Readonly<Record<string, unknown>>): Promise<void> =>
      this.work.write(ctx, (tx) => appendAudit(tx, line, what, this.clock.now()));
    return {
      note: (subject) => append(action, { ...detail, subject }),
      undone: (subject) => append('team.not-done', { action, subject }),
    };
  }

  private mailed(ctx: TenantContext, action: string, detail: Readonly<Record<string, unknown>>): OnTenant {
    return {
      ...this.noted(ctx, action, detail),
      promise: (subject, tx) => this.outbox.appendForPlatform(tx, ctx.tenant, inviteToConsole(subject)),
    };
  }
}
