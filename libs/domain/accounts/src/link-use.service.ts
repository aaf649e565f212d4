import { errorAt, hashPassword, isGuessable, PasswordTooGuessable } from '@halles/platform/auth';
import { Outbox } from '@halles/platform/outbox';
import { appendAudit, type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { AccountSession } from './account';
import { LinkEnded, LinkOfAnotherBrowser } from './account-link.errors';
import { notifyEmailChanged, notifySecurityChanged } from './account.events';
import { AccountRepository } from './account.repository';
import { IdentityRepository } from './identity.repository';
import { type AccountLink, LinkRepository } from './link.repository';
import { LinkService } from './links.service';
import { SecondFactorRepository } from './second-factor.repository';
import { SessionService, type SignedIn } from './session.service';
import { type SignInOutcome, SignInService } from './sign-in.service';
import { SignUpService } from './sign-up.service';

/** With what a link is used. */
export interface LinkUse {
  readonly token: string;
  /** The token of the browser that asked for the link, as it comes now. */
  readonly browser: string | null;
  /** Whether they were told that another browser asked for it, and went on. */
  readonly isConfirmed: boolean;
  /** The account that is signed in with that browser. */
  readonly session: AccountSession | null;
  /** Of a link for a new password, and for a new account that has none yet. */
  readonly newPassword: string | null;
  readonly agent: Pick<SignedIn, 'browser' | 'previousToken'>;
}

export interface LinkOutcome {
  readonly outcome: SignInOutcome;
  readonly returnTo: string | null;
}

/**
 * Whether a password is chosen where a link is used: for a new one, and for a new account whose link carries none to
 * this browser, since another one typed it. Pure.
 */
export const asksForPassword = ({ kind, carries }: Pick<AccountLink, 'kind' | 'carries'>): boolean =>
  kind === 'password' || (kind === 'sign-up' && carries.passwordHash === undefined);

/** Does what a mailed link is for, and uses it up in the same transaction. */
@Injectable()
export class LinkUseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly links: LinkService,
    private readonly rows: LinkRepository,
    private readonly accounts: AccountRepository,
    private readonly identities: IdentityRepository,
    private readonly factors: SecondFactorRepository,
    private readonly sessions: SessionService,
    private readonly signIn: SignInService,
    private readonly signUps: SignUpService,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @throws LinkUnknown, LinkEnded, LinkOfAnotherBrowser, PasswordTooGuessable; EmailTaken where an address got an
   * account since
   */
  async use(ctx: TenantContext, use: LinkUse, now: Date): Promise<LinkOutcome> {
    const { link } = await this.links.look(ctx, use.token, use.browser, now);
    const passwordHash = asksForPassword(link) ? await hashChosen(use.newPassword ?? '', link.email) : null;
    return this.work.write(ctx, async (tx) => {
      if (link.kind === 'sign-up') await this.rows.holdSignUps(tx, link.email);
      const used = await this.links.use(tx, use, now);
      const accountId = await this.apply(tx, used, use, passwordHash, now);
      await this.rows.endOthers(tx, accountId, now);
      const returnTo = used.carries.returnTo ?? null;
      const signedIn = { ...use.agent, accountId, authenticatedBy: 'link' } as const;
      return { outcome: await this.signIn.completeIn(tx, signedIn, returnTo, now), returnTo };
    });
  }

  private async apply(
    tx: TenantWriteTx,
    link: AccountLink,
    use: LinkUse,
    passwordHash: string | null,
    now: Date,
  ): Promise<string> {
    if (link.kind === 'sign-up') {
      const carries = passwordHash === null ? link.carries : { ...link.carries, passwordHash };
      const id = await this.signUps.accept(tx, { ...link, carries }, now);
      await this.rows.setCarries(tx, link.id, {});
      await this.rows.endSignUps(tx, link.email, now);
      await this.prove(tx, id, now);
      return id;
    }
    const { accountId } = link;
    if (accountId === null || link.kind === 'second-factor') throw new LinkEnded({});
    if (link.kind === 'email' || link.kind === 'confirm') {
      // The address is proved by the mail; that it is to be this account's, by its session.
      if (use.session?.account.id !== accountId) throw new LinkOfAnotherBrowser({});
      if (link.kind === 'confirm') await this.accounts.setVerified(tx, accountId, now);
      else await this.changeEmail(tx, link, accountId, now);
      return accountId;
    }
    await this.prove(tx, accountId, now);
    if (passwordHash !== null) {
      await this.accounts.updatePassword(tx, accountId, passwordHash);
      await this.sessions.revokeAll(tx, accountId);
      await appendAudit(tx, 'account.password-changed', { accountId }, now);
      await this.outbox.append(tx, notifySecurityChanged(accountId));
    }
    return accountId;
  }

  /**
   * Reading the mails of the address means owning its account. An account whose address nobody had proved may have been
   * made by somebody else: what signed in to it until now does not any more.
   */
  private async prove(tx: TenantWriteTx, accountId: string, now: Date): Promise<void> {
    const account = await this.accounts.get(tx, accountId);
    if (account.isVerified) return;
    await this.identities.deleteOf(tx, accountId);
    await this.factors.remove(tx, accountId);
    await this.sessions.revokeAll(tx, accountId);
    await this.accounts.setVerified(tx, accountId, now);
    await appendAudit(tx, 'account.address-proved', { accountId }, now);
  }

  private async changeEmail(
    tx: TenantWriteTx,
    link: AccountLink,
    accountId: string,
    now: Date,
  ): Promise<void> {
    const { email: oldEmail } = await this.accounts.get(tx, accountId);
    await this.accounts.updateEmail(tx, accountId, link.email, now);
    await this.sessions.revokeAll(tx, accountId);
    await this.rows.setCarries(tx, link.id, { oldEmail });
    await this.outbox.append(tx, notifyEmailChanged(link.id));
    await appendAudit(tx, 'account.email-changed', { accountId }, now);
  }
}

/** @throws PasswordTooGuessable at `/newPassword` */
async function hashChosen(password: string, email: string): Promise<string> {
  const refusal = new PasswordTooGuessable({});
  if (isGuessable(password, email)) throw new PasswordTooGuessable({}, errorAt('/newPassword', refusal));
  return hashPassword(password);
}
