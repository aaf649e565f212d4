import { type MerchantRole, permissionsOf } from '@halles/contracts';
import { normalizeEmail } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import {
  appendAudit,
  SignedLinks,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Account, Grant } from './account';
import { LinkEnded, LinkUnknown } from './account-link.errors';
import { invitationLink } from './account-link';
import { sendInvitation } from './account.events';
import { AccountRepository } from './account.repository';
import { GrantRepository } from './grant.repository';
import { type Invitation, InvitationRepository } from './invitation.repository';

const STAFF: MerchantRole = 'merchant-staff';

export interface Team {
  /** The owner first. */
  readonly members: readonly { readonly account: Account; readonly grant: Grant }[];
  readonly invitations: readonly Invitation[];
}

export interface InvitationInput {
  readonly email: string;
  /** What the person may do there; more than staff may is not given. */
  readonly permissions: readonly string[];
}

/** The people who work on a listing. */
@Injectable()
export class TeamService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly grants: GrantRepository,
    private readonly invitations: InvitationRepository,
    private readonly signedLinks: SignedLinks,
    private readonly outbox: Outbox,
  ) {}

  async team(ctx: TenantContext, listingId: number): Promise<Team> {
    return this.work.read(ctx, async (tx) => ({
      members: await this.grants.ofListing(tx, listingId),
      invitations: await this.invitations.openOf(tx, listingId),
    }));
  }

  /** Promises an invitation by mail. The same address again gets a new link, and the one before ends. */
  async invite(
    ctx: TenantContext,
    listingId: number,
    input: InvitationInput,
    by: Account,
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, (tx) => this.send(tx, listingId, input, by, now));
  }

  /** Sends an invitation once more; nothing happens where it was answered or taken back. */
  async resend(ctx: TenantContext, listingId: number, id: string, by: Account, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const found = await this.invitations.lock(tx, id);
      if (found?.listingId !== listingId || found.state !== 'open') return;
      const permissions = permissionsOf(STAFF, found.narrowed);
      await this.send(tx, listingId, { email: found.email, permissions }, by, now);
    });
  }

  async revoke(ctx: TenantContext, listingId: number, id: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (await this.invitations.close(tx, id, listingId, 'revoked'))
        await appendAudit(tx, 'team.invitation-revoked', { listingId, invitationId: id }, now);
    });
  }

  /** Changes what somebody of the staff may do; the owner's rights are whole. */
  async limit(
    ctx: TenantContext,
    listingId: number,
    accountId: string,
    permissions: readonly string[],
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const members = await this.grants.ofListing(tx, listingId);
      if (!members.some(({ account, grant }) => account.id === accountId && grant.role === STAFF)) return;
      await this.grants.upsertStaff(tx, listingId, accountId, narrow(permissions), now);
      await appendAudit(tx, 'team.limited', { listingId, accountId, permissions }, now);
    });
  }

  /** Takes somebody of the staff out of the team: from their next request on. */
  async remove(ctx: TenantContext, listingId: number, accountId: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (await this.grants.deleteStaff(tx, listingId, accountId))
        await appendAudit(tx, 'team.removed', { listingId, accountId }, now);
    });
  }

  /** The token of an invitation's link. */
  tokenOf(ctx: TenantContext, { id, sending }: Pick<Invitation, 'id' | 'sending'>): string {
    return this.signedLinks.issue(ctx, invitationLink, { id, serial: sending });
  }

  /** An invitation with who wrote it, for its mail; null where it is gone. */
  async find(
    ctx: TenantContext,
    id: string,
  ): Promise<{ readonly invitation: Invitation; readonly by: Account | null } | null> {
    return this.work.read(ctx, async (tx) => {
      const invitation = await this.invitations.find(tx, id);
      if (!invitation) return null;
      const { invitedBy } = invitation;
      return { invitation, by: invitedBy === null ? null : await this.accounts.find(tx, invitedBy) };
    });
  }

  /**
   * Looks at an invitation and changes nothing.
   * @throws LinkUnknown, LinkEnded
   */
  async look(ctx: TenantContext, token: string, now: Date): Promise<Invitation> {
    return this.work.read(ctx, (tx) => this.read(tx, token, now));
  }

  /**
   * The invited account joins the team; an owner stays the owner.
   * @returns the listing
   * @throws LinkUnknown, LinkEnded
   */
  async accept(ctx: TenantContext, token: string, accountId: string, now: Date): Promise<number> {
    return this.work.write(ctx, async (tx) => {
      const { id, listingId, narrowed } = await this.read(tx, token, now);
      if (!(await this.invitations.close(tx, id, listingId, 'accepted'))) throw new LinkEnded({});
      await this.grants.upsertStaff(tx, listingId, accountId, narrowed, now);
      await appendAudit(tx, 'grant.given', { listingId, accountId, role: STAFF }, now);
      return listingId;
    });
  }

  private async send(
    tx: TenantWriteTx,
    listingId: number,
    input: InvitationInput,
    by: Account,
    now: Date,
  ): Promise<void> {
    const id = await this.invitations.upsert(tx, {
      id: uuid(),
      listingId,
      email: normalizeEmail(input.email),
      narrowed: narrow(input.permissions),
      locale: by.locale,
      invitedBy: by.id,
      sentAt: now,
      expiresAt: invitationLink.expiresAt(now),
    });
    await this.outbox.append(tx, sendInvitation(id));
    await appendAudit(tx, 'team.invited', { listingId, invitationId: id }, now);
  }

  private async read(tx: TenantTx, token: string, now: Date): Promise<Invitation> {
    const subject = this.signedLinks.read(tx.ctx, invitationLink, token);
    const invitation = subject ? await this.invitations.find(tx, subject.id) : null;
    if (!subject || !invitation) throw new LinkUnknown({});
    const serves =
      invitation.state === 'open' && invitation.sending === subject.serial && now < invitation.expiresAt;
    if (!serves) throw new LinkEnded({});
    return invitation;
  }
}

/** Null where nothing of the role is left out. Anybody who works on a listing may at least see its space. */
function narrow(permissions: readonly string[]): string[] | null {
  const allowed = permissionsOf(STAFF, [...permissions, 'listing.read']);
  return allowed.length === permissionsOf(STAFF, null).length ? null : allowed;
}
