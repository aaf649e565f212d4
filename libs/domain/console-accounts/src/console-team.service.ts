import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';
import type { AcceptInvitation, InviteToTeam } from '@halles/contracts';
import { type Clock, DAY, normalizeEmail, required } from '@halles/kernel';
import { constraintOf, type PlatformDatabase, type Queryable } from '@halles/platform/database';
import { v7 as uuid } from 'uuid';
import { errorAt, hashPassword, isGuessable, PasswordTooGuessable } from '@halles/platform/auth';
import {
  AlreadyOnTeam,
  ConsoleInvitationEnded,
  NoSuchConsoleAccount,
  OwnConsoleGrant,
} from './console-account.errors';
import {
  type ConsoleAccount,
  type ConsoleAccountRow,
  findCredentials,
  findCredentialsById,
  insertAccount,
  listAccounts,
} from './console-account.repository';
import { deleteSessionsOf } from './console-session.repository';
import {
  type ConsoleInvitation,
  deleteGrant,
  endInvitation,
  findInvitation,
  hasGrant,
  insertInvitation,
  listOpenInvitations,
  renewInvitation,
  type TownRole,
  updateGrant,
  upsertGrant,
} from './console-team.repository';

/** An invitation to the console; each sending has a link of its own. */
export const consoleInvitationLink = defineSignedLink('console-invitation', linkToRow, 7 * DAY);

/**
 * What else belongs to the same act: the promise of a mail, in its transaction; a line in the audit log of the tenant's own
 * schema.
 */
export type OnTenant = (subject: string, tx: Queryable) => Promise<void>;

/** Opens the session of an account that was just made. @returns its token */
export type OpenSession = (tx: Queryable, account: ConsoleAccount) => Promise<string>;

interface OfTenant {
  readonly tenantId: string;
  readonly id: string;
}

/** Who works for a territory in the console, and who is invited to. */
export class ConsoleTeam {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly clock: Clock,
  ) {}

  /** Who has a role on the tenant. */
  async members(tenantId: string): Promise<ConsoleAccountRow[]> {
    return listAccounts(this.db, tenantId);
  }

  /** Every account of the console. */
  async everybody(): Promise<ConsoleAccountRow[]> {
    return listAccounts(this.db, null);
  }

  /** Invitations that nobody answered yet. */
  async invitations(tenantId: string): Promise<ConsoleInvitation[]> {
    return listOpenInvitations(this.db, tenantId);
  }

  /**
   * Invites somebody by mail.
   * @param onTenant runs before the invitation is committed, and takes it back by throwing
   * @throws AlreadyOnTeam
   */
  async invite(
    tenantId: string,
    { email, ...input }: InviteToTeam,
    invitedBy: string,
    onTenant: OnTenant,
  ): Promise<string> {
    const sentAt = this.clock.now();
    const id = uuid();
    const invitation = {
      ...input,
      id,
      tenantId,
      email: normalizeEmail(email),
      invitedBy,
      sentAt,
      expiresAt: consoleInvitationLink.expiresAt(sentAt),
    };
    try {
      await this.db.transaction(async (tx) => {
        if (await hasGrant(tx, tenantId, invitation.email)) throw new AlreadyOnTeam({ email });
        await insertInvitation(tx, invitation);
        await onTenant(id, tx);
      });
    } catch (error) {
      if (constraintOf(error) === 'console_invitation_once') throw new AlreadyOnTeam({ email });
      throw error;
    }
    return id;
  }

  /**
   * Sends an invitation again, with a link of its own and its time anew: the link before ends.
   * @throws ConsoleInvitationEnded
   */
  async resend(which: OfTenant, onTenant: OnTenant): Promise<void> {
    const sentAt = this.clock.now();
    const expiresAt = consoleInvitationLink.expiresAt(sentAt);
    await this.db.transaction(async (tx) => {
      if (!(await renewInvitation(tx, which, sentAt, expiresAt))) throw new ConsoleInvitationEnded({});
      await onTenant(which.id, tx);
    });
  }

  /** @throws ConsoleInvitationEnded */
  async revoke(which: OfTenant, onTenant: OnTenant): Promise<void> {
    await this.db.transaction(async (tx) => {
      if (!(await endInvitation(tx, which, 'revoked'))) throw new ConsoleInvitationEnded({});
      await onTenant(which.id, tx);
    });
  }

  /** An invitation in whichever state; null where there is none. */
  async invitation(id: string): Promise<ConsoleInvitation | null> {
    return findInvitation(this.db, id);
  }

  /**
   * The invitation that a link leads to, and whether its reader has an account already.
   * @param link what the signed token says; the caller has checked its signature
   * @throws ConsoleInvitationEnded when it was used, revoked, sent again since, or has expired
   */
  async read(
    link: OfTenant & { readonly serial: number },
  ): Promise<{ readonly invitation: ConsoleInvitation; readonly isKnown: boolean }> {
    const invitation = await this.open(this.db, link);
    return { invitation, isKnown: (await findCredentials(this.db, invitation.email)) !== null };
  }

  /**
   * Accepts an invitation: the account is made and signed in, or the one of that address gets the role. Of two at
   * once one accepts.
   * @param openSession signs the new account in, in the same transaction
   * @returns the token of the new account's session; null where the account was there before, which this link alone
   * must not open
   * @throws ConsoleInvitationEnded, PasswordTooGuessable
   */
  async accept(
    link: OfTenant & { readonly serial: number },
    { name, password }: Pick<AcceptInvitation, 'name' | 'password'>,
    { onTenant, openSession }: { readonly onTenant: OnTenant; readonly openSession: OpenSession },
  ): Promise<string | null> {
    const { isKnown, invitation } = await this.read(link);
    if (!isKnown && isGuessable(password, invitation.email))
      throw new PasswordTooGuessable({}, errorAt('/password', new PasswordTooGuessable({})));
    // An address that has an account keeps its password: the link alone must not change it.
    const passwordHash = isKnown ? null : await hashPassword(password);
    return this.db.transaction(async (tx) => {
      const { email, role, tenantId, invitedBy, locale } = await this.open(tx, link);
      if (!(await endInvitation(tx, link, 'accepted'))) throw new ConsoleInvitationEnded({});
      // Where the address got an account since the page was read, by another invitation, that one keeps its password.
      const isNew =
        passwordHash !== null && (await insertAccount(tx, { id: uuid(), email, name, locale }, passwordHash));
      const accountId = (await findCredentials(tx, email))?.id;
      // Removed since the page was read.
      if (accountId === undefined) throw new ConsoleInvitationEnded({});
      await upsertGrant(tx, { accountId, tenantId, role, grantedBy: invitedBy, at: this.clock.now() });
      await onTenant(accountId, tx);
      if (!isNew) return null;
      const account = required(await findCredentialsById(tx, accountId), 'the account that was just made');
      return openSession(tx, account);
    });
  }

  /**
   * Changes the role of somebody on the tenant, and ends what they have open.
   * @throws NoSuchConsoleAccount, OwnConsoleGrant
   */
  async setRole({ tenantId, id }: OfTenant, role: TownRole, by: string, onTenant: OnTenant): Promise<void> {
    if (id === by) throw new OwnConsoleGrant({});
    await this.db.transaction(async (tx) => {
      if (!(await updateGrant(tx, id, tenantId, role))) throw new NoSuchConsoleAccount({});
      await deleteSessionsOf(tx, id);
      await onTenant(id, tx);
    });
  }

  /**
   * Takes somebody off the team, and ends what they have open. The account stays.
   * @throws NoSuchConsoleAccount, OwnConsoleGrant
   */
  async withdraw({ tenantId, id }: OfTenant, by: string, onTenant: OnTenant): Promise<void> {
    if (id === by) throw new OwnConsoleGrant({});
    await this.db.transaction(async (tx) => {
      if (!(await deleteGrant(tx, id, tenantId))) throw new NoSuchConsoleAccount({});
      await deleteSessionsOf(tx, id);
      await onTenant(id, tx);
    });
  }

  private async open(
    db: Queryable,
    { tenantId, id, serial }: OfTenant & { readonly serial: number },
  ): Promise<ConsoleInvitation> {
    const found = await findInvitation(db, id);
    const opens =
      found?.tenantId === tenantId &&
      found.state === 'open' &&
      found.sending === serial &&
      this.clock.now() < found.expiresAt;
    if (!found || !opens) throw new ConsoleInvitationEnded({});
    return found;
  }
}
