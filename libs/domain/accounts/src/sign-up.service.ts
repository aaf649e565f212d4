import { hashPassword } from '@halles/platform/auth';
import { type Locale, normalizeEmail } from '@halles/kernel';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AccountRepository } from './account.repository';
import type { AccountLink } from './link.repository';
import { LinkService } from './links.service';

export interface SignUp {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** How somebody asks for a link. */
export interface LinkOrigin {
  readonly locale: Locale;
  readonly browser: string;
  readonly returnTo: string | null;
}

/** New accounts, and links for those who have one. What is answered does not say whether an address has an account: its mail does. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly links: LinkService,
  ) {}

  /**
   * Promises a link by mail: for a new address it makes the account, for a known one it signs in. No account is there
   * before its address was proved, so that nobody can take an address beforehand.
   */
  async signUp(ctx: TenantContext, input: SignUp, origin: LinkOrigin, now: Date): Promise<void> {
    // Also where the address is known: the answer takes as long.
    const passwordHash = await hashPassword(input.password);
    await this.work.write(ctx, (tx) =>
      this.signUpIn(tx, input.email, { name: input.name, passwordHash }, origin, now),
    );
  }

  /** The same in a transaction, with a password that is hashed already. */
  async signUpIn(
    tx: TenantWriteTx,
    address: string,
    typed: { readonly name: string; readonly passwordHash: string },
    origin: LinkOrigin,
    now: Date,
  ): Promise<void> {
    const email = normalizeEmail(address);
    const known = await this.accounts.findByEmail(tx, email);
    const next = origin.returnTo === null ? {} : { returnTo: origin.returnTo };
    await this.links.issue(
      tx,
      known
        ? { ...origin, kind: 'sign-in', accountId: known.id, email, carries: { ...next, typed } }
        : { ...origin, kind: 'sign-up', accountId: null, email, carries: { ...next, ...typed } },
      now,
    );
  }

  /** Promises a link that signs in, or lets a new password be chosen; where there is no account, a mail that says so. */
  async sendLink(
    ctx: TenantContext,
    kind: 'sign-in' | 'password',
    email: string,
    origin: LinkOrigin,
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, (tx) => this.sendLinkIn(tx, kind, email, origin, now));
  }

  /** The same in a transaction. */
  async sendLinkIn(
    tx: TenantWriteTx,
    kind: 'sign-in' | 'password',
    email: string,
    origin: LinkOrigin,
    now: Date,
  ): Promise<void> {
    const known = await this.accounts.findByEmail(tx, email);
    const carries = origin.returnTo === null ? {} : { returnTo: origin.returnTo };
    await this.links.issue(
      tx,
      { ...origin, kind, accountId: known?.id ?? null, email: normalizeEmail(email), carries },
      now,
    );
  }

  /** Makes the account of a sign-up that was proved; where the address got one meanwhile, that one. @returns its id */
  async accept(tx: TenantWriteTx, { email, locale, carries }: AccountLink, now: Date): Promise<string> {
    const known = await this.accounts.findByEmail(tx, email);
    if (known) return known.id;
    const id = uuid();
    await this.accounts.insert(
      tx,
      {
        id,
        email,
        name: carries.name ?? email.slice(0, 100),
        locale,
        passwordHash: carries.passwordHash ?? null,
        verifiedAt: now,
      },
      now,
    );
    return id;
  }
}
