import {
  errorAt,
  hashPassword,
  isGuessable,
  PasswordTooGuessable,
  verifyPassword,
  WrongCurrentPassword,
} from '@halles/platform/auth';
import { type Locale, normalizeEmail } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Account, AccountSession } from './account';
import { notifySecurityChanged } from './account.events';
import { AccountRepository } from './account.repository';
import { LinkService } from './links.service';
import { SessionService, type SignedIn } from './session.service';

/** What people change of their own account. Changes of how they sign in end every session but the one they make it with. */
@Injectable()
export class AccountSettings {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionService,
    private readonly links: LinkService,
    private readonly outbox: Outbox,
  ) {}

  /** Null where it is gone. */
  async find(ctx: TenantContext, id: string): Promise<Account | null> {
    return this.work.read(ctx, (tx) => this.accounts.find(tx, id));
  }

  async rename(ctx: TenantContext, id: string, name: string, locale: Locale): Promise<void> {
    await this.work.write(ctx, (tx) => this.accounts.updateName(tx, id, name, locale));
  }

  /**
   * Sets the password; every session ends and a new one opens.
   * @param currentPassword null where the account has none yet
   * @returns the token of the new session
   * @throws WrongCurrentPassword at `/currentPassword`, PasswordTooGuessable at `/newPassword`
   */
  async changePassword(
    ctx: TenantContext,
    session: AccountSession,
    {
      currentPassword,
      newPassword,
    }: { readonly currentPassword: string | null; readonly newPassword: string },
    agent: Pick<SignedIn, 'browser'>,
    now: Date,
  ): Promise<string> {
    const { account } = session;
    const known = await this.work.read(ctx, (tx) => this.accounts.findPasswordHash(tx, account.id));
    if (known !== null && !(await verifyPassword(known, currentPassword ?? '')))
      throw new WrongCurrentPassword({}, errorAt('/currentPassword', new WrongCurrentPassword({})));
    if (isGuessable(newPassword, account.email))
      throw new PasswordTooGuessable({}, errorAt('/newPassword', new PasswordTooGuessable({})));
    const passwordHash = await hashPassword(newPassword);
    return this.work.write(ctx, async (tx) => {
      await this.accounts.updatePassword(tx, account.id, passwordHash);
      const idToken = await this.sessions.idTokenOf(tx, session.id);
      await this.sessions.revokeAll(tx, account.id);
      await appendAudit(tx, 'account.password-changed', { accountId: account.id }, now);
      await this.outbox.append(tx, notifySecurityChanged(account.id));
      // Knowing the password alone is no fresh sign-in: what requires one keeps requiring it.
      return this.sessions.open(tx, { ...agent, ...meansOf(session), idToken }, now, session.signedInAt);
    });
  }

  /**
   * Promises a link to the new address, which changes it once it is used. What is answered does not say whether the
   * address has an account.
   */
  async requestEmailChange(
    ctx: TenantContext,
    account: Account,
    email: string,
    browser: string,
    now: Date,
  ): Promise<void> {
    const { id: accountId, locale } = account;
    await this.work.write(ctx, (tx) =>
      this.links.issue(tx, { kind: 'email', accountId, email: normalizeEmail(email), locale, browser }, now),
    );
  }

  /** Promises a link that proves the address of an account that an identity provider named. */
  async requestEmailConfirmation(
    ctx: TenantContext,
    account: Account,
    browser: string,
    now: Date,
  ): Promise<void> {
    const { id: accountId, locale, email } = account;
    await this.work.write(ctx, (tx) =>
      this.links.issue(tx, { kind: 'confirm', accountId, email, locale, browser }, now),
    );
  }
}

const meansOf = ({ account, authenticatedBy, siret }: AccountSession) => ({
  accountId: account.id,
  authenticatedBy,
  siret,
});
