import type { SignIn } from '@halles/contracts';
import {
  hashPassword,
  needsRehash,
  oneTimePassword,
  SignInLimiter,
  SignInRefused,
  verifyPassword,
} from '@halles/platform/auth';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Account } from './account';
import { AccountRepository } from './account.repository';

/** Recognises people by their email address and password. */
@Injectable()
export class PasswordSignIn {
  /** Compared with where no password is, so that the answer takes as long. */
  private readonly nobody = hashPassword(oneTimePassword());

  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly limiter: SignInLimiter,
  ) {}

  /**
   * The account that these words belong to.
   * @param visitor who asks, as limits count visitors
   * @throws SignInRefused, TooManySignIns
   */
  async authenticate(ctx: TenantContext, { email, password }: SignIn, visitor: string): Promise<Account> {
    const guess = { account: email, from: visitor, realm: ctx.tenant.role };
    const { account, passwordHash } = await this.limiter.guess(guess, SignInRefused, async () => {
      const found = await this.work.read(ctx, (tx) => this.accounts.findCredentials(tx, email));
      const hash = found?.passwordHash ?? null;
      const matches = await verifyPassword(hash ?? (await this.nobody), password);
      if (!found || hash === null || !matches) throw new SignInRefused({});
      return { account: found.account, passwordHash: hash };
    });
    if (needsRehash(passwordHash)) {
      const renewed = await hashPassword(password);
      await this.work.write(ctx, (tx) => this.accounts.updateHash(tx, account.id, passwordHash, renewed));
    }
    return account;
  }
}
