import { acceptTotp, newRecoveryCodes, newTotpSecret, SecondFactorRefused } from '@halles/platform/auth';
import { Outbox } from '@halles/platform/outbox';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { AccountSecrets } from './account-secrets';
import { notifySecurityChanged } from './account.events';
import { SecondFactorRepository } from './second-factor.repository';

/** A code of an authenticator application at each sign-in, for those who want it. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly factors: SecondFactorRepository,
    private readonly secrets: AccountSecrets,
    private readonly outbox: Outbox,
  ) {}

  /** The secret to show to the application: the one that waits for its first code, or a new one. Null once one is in use. */
  async propose(ctx: TenantContext, accountId: string): Promise<string | null> {
    return this.work.write(ctx, async (tx) => {
      const known = await this.factors.find(tx, accountId);
      if (known?.isConfirmed) return null;
      const waiting = known ? this.secrets.totp.open(known.sealed, accountId) : null;
      if (waiting !== null) return waiting;
      const secret = newTotpSecret();
      await this.factors.propose(tx, accountId, this.secrets.totp.seal(secret, accountId));
      return secret;
    });
  }

  /**
   * Asks for a code from now on, once one was right.
   * @returns the recovery codes, shown this once
   * @throws SecondFactorRefused
   */
  async confirm(ctx: TenantContext, accountId: string, code: string, now: Date): Promise<readonly string[]> {
    return this.work.write(ctx, async (tx) => {
      if (!(await this.acceptsTotp(tx, accountId, code, now))) throw new SecondFactorRefused({});
      await this.factors.confirm(tx, accountId, now);
      await appendAudit(tx, 'account.second-factor-set', { accountId }, now);
      await this.outbox.append(tx, notifySecurityChanged(accountId));
      return this.newCodes(tx, accountId);
    });
  }

  /**
   * Asks for no code any more, once one was right: the password and an open browser are not enough.
   * @param code of the application, or a recovery code; used up
   * @throws SecondFactorRefused
   */
  async remove(ctx: TenantContext, accountId: string, code: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if ((await this.isRequired(tx, accountId)) && !(await this.accepts(tx, accountId, code, now)))
        throw new SecondFactorRefused({});
      await this.factors.remove(tx, accountId);
      await appendAudit(tx, 'account.second-factor-removed', { accountId }, now);
      await this.outbox.append(tx, notifySecurityChanged(accountId));
    });
  }

  /**
   * Whether a code must be asked for. A secret that was sealed under a key that is no more cannot be: the installation
   * changed its key, and its people must not be shut out by that.
   */
  async isRequired(tx: TenantTx, accountId: string): Promise<boolean> {
    const factor = await this.factors.find(tx, accountId);
    return factor !== null && factor.isConfirmed && this.secrets.totp.open(factor.sealed, accountId) !== null;
  }

  /** Whether the code is right: of the application, or a recovery code. Uses it up. */
  async accepts(tx: TenantWriteTx, accountId: string, code: string, now: Date): Promise<boolean> {
    if (/^[\d\s]+$/.test(code)) return this.acceptsTotp(tx, accountId, code, now);
    return this.factors.useCode(tx, accountId, this.secrets.recoveryHash(accountId, code), now);
  }

  private async acceptsTotp(tx: TenantWriteTx, accountId: string, code: string, now: Date): Promise<boolean> {
    const factor = await this.factors.find(tx, accountId);
    const secret = factor ? this.secrets.totp.open(factor.sealed, accountId) : null;
    if (!factor || secret === null) return false;
    const step = acceptTotp(secret, code, now, factor.usedStep);
    return step !== null && (await this.factors.useStep(tx, accountId, step));
  }

  private async newCodes(tx: TenantWriteTx, accountId: string): Promise<readonly string[]> {
    const codes = newRecoveryCodes();
    await this.factors.replaceCodes(
      tx,
      accountId,
      codes.map((code) => this.secrets.recoveryHash(accountId, code)),
    );
    return codes;
  }
}
