import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';
import type { AcceptInvitation, InviteToTeam } from '@halles/contracts';
import { Clock, DAY, normalizeEmail, required } from '@halles/kernel';
import { constraintOf, isConnectionLost, PlatformDatabase, type Queryable } from '@halles/platform/database';
import { Injectable } from '@nestjs/common';
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
  listNames,
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
 * What else belongs to an act. The audit log is in the tenant's own schema, which another connection reaches: its line is
 * written before the act, while none is held, and another one where nothing came of it. So no act waits for a second
 * connection, and none is done without its line, wherever the process dies.
 */
export interface OnTenant {
  /** Writes the line; the act is not begun where this throws. @param subject what the act is about */
  note(subject: string): Promise<void>;
  /** Writes down that the act which has its line was not done. */
  undone(subject: string): Promise<void>;
  /** Promises the mail, in the act's transaction. */
  promise?(subject: string, tx: Queryable): Promise<void>;
}

/** Opens the session of an account that was just made. @returns its token */
export type OpenSession = (tx: Queryable, account: ConsoleAccount) => Promise<string>;

interface OfTenant {
  readonly tenantId: string;
  readonly id: string;
}

/** The address has got an account since it was looked for. */
class OtherAccount extends Error {}

/** Who works for a territory in the console, and who is invited to. */
@Injectable()
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

  /** What some people of the console are called, by their account: whoever decided something may have left the territory. */
  async namesOf(ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
    const accounts = await listNames(
      this.db,
      ids.filter((id) => id !== null),
    );
    return new Map(accounts.map(({ id, name, email }) => [id, name || email]));
  }

  /** Invitations that nobody answered yet. */
  async invitations(tenantId: string): Promise<ConsoleInvitation[]> {
    return listOpenInvitations(this.db, tenantId);
  }

  /**
   * Invites somebody by mail.
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
    await this.assertNew(this.db, invitation);
    try {
      await this.act(id, onTenant, async (tx) => {
        await this.assertNew(tx, invitation);
        await insertInvitation(tx, invitation);
        await onTenant.promise?.(id, tx);
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
    await this.assertOpen(which);
    await this.act(which.id, onTenant, async (tx) => {
      if (!(await renewInvitation(tx, which, sentAt, expiresAt))) throw new ConsoleInvitationEnded({});
      await onTenant.promise?.(which.id, tx);
    });
  }

  /** @throws ConsoleInvitationEnded */
  async revoke(which: OfTenant, onTenant: OnTenant): Promise<void> {
    await this.assertOpen(which);
    await this.act(which.id, onTenant, async (tx) => {
      if (!(await endInvitation(tx, which, 'revoked'))) throw new ConsoleInvitationEnded({});
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
    const { invitation } = await this.read(link);
    const known = await findCredentials(this.db, invitation.email);
    if (!known && isGuessable(password, invitation.email))
      throw new PasswordTooGuessable({}, errorAt('/password', new PasswordTooGuessable({})));
    // An address that has an account keeps its password: the link alone must not change it.
    const passwordHash = known ? null : await hashPassword(password);
    const id = known?.id ?? uuid();
    try {
      return await this.act(id, onTenant, async (tx) => {
        const { email, role, tenantId, invitedBy, locale } = await this.open(tx, link);
        if (!(await endInvitation(tx, link, 'accepted'))) throw new ConsoleInvitationEnded({});
        const isNew =
          passwordHash !== null && (await insertAccount(tx, { id, email, name, locale }, passwordHash));
        const account = await findCredentials(tx, email);
        // Removed since the page was read.
        if (!account) throw new ConsoleInvitationEnded({});
        if (account.id !== id) throw new OtherAccount();
        await upsertGrant(tx, { accountId: id, tenantId, role, grantedBy: invitedBy, at: this.clock.now() });
        if (!isNew) return null;
        return openSession(tx, required(await findCredentialsById(tx, id), 'the account that was just made'));
      });
    } catch (error) {
      if (!(error instanceof OtherAccount)) throw error;
      // By another invitation, since the page was read: that account gets the role, and keeps its password.
      return this.accept(link, { name, password }, { onTenant, openSession });
    }
  }

  /**
   * Changes the role of somebody on the tenant, and ends what they have open.
   * @throws NoSuchConsoleAccount, OwnConsoleGrant
   */
  async setRole({ tenantId, id }: OfTenant, role: TownRole, by: string, onTenant: OnTenant): Promise<void> {
    if (id === by) throw new OwnConsoleGrant({});
    await this.assertMember(tenantId, id);
    await this.act(id, onTenant, async (tx) => {
      if (!(await updateGrant(tx, id, tenantId, role))) throw new NoSuchConsoleAccount({});
      await deleteSessionsOf(tx, id);
    });
  }

  /**
   * Takes somebody off the team, and ends what they have open. The account stays.
   * @throws NoSuchConsoleAccount, OwnConsoleGrant
   */
  async withdraw({ tenantId, id }: OfTenant, by: string, onTenant: OnTenant): Promise<void> {
    if (id === by) throw new OwnConsoleGrant({});
    await this.assertMember(tenantId, id);
    await this.act(id, onTenant, async (tx) => {
      if (!(await deleteGrant(tx, id, tenantId))) throw new NoSuchConsoleAccount({});
      await deleteSessionsOf(tx, id);
    });
  }

  /** Does what is noted before: with its line, or not at all. */
  private async act<T>(subject: string, onTenant: OnTenant, work: (tx: Queryable) => Promise<T>): Promise<T> {
    await onTenant.note(subject);
    try {
      return await this.db.transaction(work);
    } catch (error) {
      // Whether a COMMIT whose answer was lost was carried out is not known: then nothing is said that may be false. Where
      // this line cannot be written either, the error is told nevertheless.
      if (!isConnectionLost(error)) await onTenant.undone(subject).catch(() => undefined);
      throw error;
    }
  }

  // What can be refused is refused before its line is written; the act itself asks once more.

  private async assertNew(db: Queryable, { tenantId, email }: Pick<ConsoleInvitation, 'tenantId' | 'email'>) {
    const open = await listOpenInvitations(db, tenantId);
    const isInvited = open.some((invitation) => invitation.email === email);
    if (isInvited || (await hasGrant(db, tenantId, email))) throw new AlreadyOnTeam({ email });
  }

  private async assertOpen({ tenantId, id }: OfTenant): Promise<void> {
    const found = await findInvitation(this.db, id);
    if (found?.tenantId !== tenantId || found.state !== 'open') throw new ConsoleInvitationEnded({});
  }

  private async assertMember(tenantId: string, id: string): Promise<void> {
    const members = await this.members(tenantId);
    if (!members.some((member) => member.id === id)) throw new NoSuchConsoleAccount({});
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
