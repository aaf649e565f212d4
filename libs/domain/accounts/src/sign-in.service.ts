import { hashToken, newSessionToken, SecondFactorRefused } from '@halles/platform/auth';
import { MINUTE } from '@halles/kernel';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { LinkEnded } from './account-link.errors';
import { AccountRepository } from './account.repository';
import { type AccountLink, LinkRepository } from './link.repository';
import { SecondFactorService } from './second-factor.service';
import { SessionService, type SignedIn } from './session.service';

/** How long one may look for the telephone, ms. */
const STEP_LIFETIME = 10 * MINUTE;

/** What follows a proof of who somebody is: a session, or a code to be given first. Each is a token for a cookie. */
export type SignInOutcome = { readonly session: string } | { readonly step: string };

/** Brings a sign-in to its end, however it began. */
@Injectable()
export class SignInService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionService,
    private readonly factors: SecondFactorService,
    private readonly links: LinkRepository,
  ) {}

  /** @param returnTo where to go after the second factor, if one is asked for */
  async complete(
    ctx: TenantContext,
    signedIn: SignedIn,
    returnTo: string | null,
    now: Date,
  ): Promise<SignInOutcome> {
    return this.work.write(ctx, (tx) => this.completeIn(tx, signedIn, returnTo, now));
  }

  /** The same in the transaction that used the proof up. */
  async completeIn(
    tx: TenantWriteTx,
    signedIn: SignedIn,
    returnTo: string | null,
    now: Date,
  ): Promise<SignInOutcome> {
    if (!(await this.factors.isRequired(tx, signedIn.accountId)))
      return { session: await this.sessions.open(tx, signedIn, now) };
    const account = await this.accounts.get(tx, signedIn.accountId);
    const step = newSessionToken();
    await this.links.insert(
      tx,
      {
        id: uuid(),
        kind: 'second-factor',
        accountId: account.id,
        email: account.email,
        locale: account.locale,
        browserHash: null,
        carries: {
          means: signedIn.authenticatedBy,
          ...(signedIn.siret ? { siret: signedIn.siret } : {}),
          ...(signedIn.idToken ? { idToken: signedIn.idToken.toString('base64') } : {}),
          ...(returnTo === null ? {} : { returnTo }),
        },
        createdAt: now,
        expiresAt: new Date(now.getTime() + STEP_LIFETIME),
      },
      hashToken(step),
    );
    return { step };
  }

  /** The sign-in of a browser that waits for its second factor; null for none, or one that is over. */
  async stepOf(ctx: TenantContext, step: string, now: Date): Promise<AccountLink | null> {
    const link = await this.work.read(ctx, (tx) => this.links.findByToken(tx, hashToken(step)));
    return link?.kind === 'second-factor' && link.usedAt === null && now < link.expiresAt ? link : null;
  }

  /**
   * Opens the session once the code is right. A wrong one leaves the step as it was: guesses are limited by who calls.
   * @throws LinkEnded, SecondFactorRefused
   */
  async finish(
    ctx: TenantContext,
    step: string,
    code: string,
    browser: Pick<SignedIn, 'browser' | 'previousToken'>,
    now: Date,
  ): Promise<{ readonly session: string; readonly returnTo: string | null }> {
    const link = await this.stepOf(ctx, step, now);
    if (!link || link.accountId === null) throw new LinkEnded({});
    const { accountId, carries } = link;
    return this.work.write(ctx, async (tx) => {
      if (!(await this.factors.accepts(tx, accountId, code, now))) throw new SecondFactorRefused({});
      if (!(await this.links.use(tx, link.id, now))) throw new LinkEnded({});
      const signedIn = {
        ...browser,
        accountId,
        authenticatedBy: carries.means ?? 'password',
        siret: carries.siret ?? null,
        idToken: carries.idToken === undefined ? null : Buffer.from(carries.idToken, 'base64'),
      };
      await this.links.setCarries(tx, link.id, {});
      return { session: await this.sessions.open(tx, signedIn, now), returnTo: carries.returnTo ?? null };
    });
  }
}
