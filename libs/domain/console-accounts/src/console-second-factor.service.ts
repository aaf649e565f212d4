import { Clock } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { PlatformDatabase, type Queryable } from '@halles/platform/database';
import {
  acceptTotp,
  errorAt,
  hashRecoveryCode,
  newRecoveryCodes,
  newTotpSecret,
  SecondFactorInPlace,
  SecondFactorRefused,
  SecondFactorRequired,
  SecretBox,
  SignInLimiter,
  totpAddress,
} from '@halles/platform/auth';
import { Injectable } from '@nestjs/common';
import { PasswordChangeRequired } from './console-account.errors';
import type { ConsoleAccount } from './console-account.repository';
import { ConsoleAuth, type OnSecurityChange } from './console-auth.service';
import {
  clearFactor,
  confirmFactor,
  lockFactor,
  replaceRecoveryCodes,
  storeSecret,
  storeStep,
  type StoredFactor,
  useRecoveryCode,
} from './console-second-factor.repository';
import type { ConsoleSession, HeldSession } from './console-session.repository';

/** What an authenticator application is given: as a QR code, or typed. */
export interface Enrolment {
  readonly secret: string;
  readonly address: string;
}

/** Codes of an authenticator application beside the password: for every operator, and for whoever wants it. */
@Injectable()
export class ConsoleSecondFactor {
  private readonly masterKey: string;
  private readonly box: SecretBox;

  constructor(
    private readonly db: PlatformDatabase,
    private readonly auth: ConsoleAuth,
    private readonly limiter: SignInLimiter,
    private readonly clock: Clock,
    @InjectConfig() { masterKey }: Config,
  ) {
    this.masterKey = masterKey;
    this.box = new SecretBox(masterKey, 'console-totp');
  }

  /**
   * Gives the session the code that it lacks: one of the application, or a recovery code, which serves once.
   * @returns the new token: the session has another id from here on
   * @throws SecondFactorRefused, TooManySignIns
   */
  async give(held: HeldSession, code: string, visitor: string): Promise<string> {
    const { account } = held.session;
    return this.guess(account, visitor, async (tx) => {
      await this.accept(tx, account, code);
      return this.auth.renew(tx, held, { secondFactorAt: this.clock.now(), endsOthers: false });
    });
  }

  /**
   * Begins to set the second factor up: nothing asks for it before `confirm`.
   * @throws SecondFactorRequired, PasswordChangeRequired, SecondFactorInPlace
   */
  async begin(session: ConsoleSession, issuer: string): Promise<Enrolment> {
    assertMaySetUp(session);
    const { account } = session;
    const secret = newTotpSecret();
    await this.db.transaction(async (tx) => {
      const stored = await lockFactor(tx, account.id);
      if (stored?.confirmedAt) throw new SecondFactorInPlace({});
      await storeSecret(tx, account.id, this.box.seal(secret, account.id));
    });
    return { secret, address: totpAddress(secret, { issuer, label: account.email }) };
  }

  /**
   * Puts the second factor in force, once the application gives a right code; every other session ends.
   * @param onChange promises that the owner is told; runs before the change is committed
   * @returns the new token, and the recovery codes, which are kept nowhere
   * @throws SecondFactorRequired, PasswordChangeRequired, SecondFactorInPlace, SecondFactorRefused, TooManySignIns
   */
  async confirm(
    held: HeldSession,
    code: string,
    visitor: string,
    onChange: OnSecurityChange,
  ): Promise<{ readonly token: string; readonly recoveryCodes: readonly string[] }> {
    assertMaySetUp(held.session);
    const { account } = held.session;
    const recoveryCodes = newRecoveryCodes();
    const token = await this.guess(account, visitor, async (tx) => {
      const stored = await lockFactor(tx, account.id);
      if (stored?.confirmedAt) throw new SecondFactorInPlace({});
      const step = this.stepOf(account, stored, code);
      if (step === null) throw refused();
      const now = this.clock.now();
      await confirmFactor(tx, account.id, step, now);
      await replaceRecoveryCodes(
        tx,
        account.id,
        recoveryCodes.map((recovery) => hashRecoveryCode(this.masterKey, account.id, recovery)),
      );
      await onChange(account, tx);
      return this.auth.renew(tx, held, { secondFactorAt: now, endsOthers: true });
    });
    return { token, recoveryCodes };
  }

  /**
   * Takes the second factor away, with a code of it: for another telephone. An operator has to set up another at once.
   * @param onChange promises that the owner is told; runs before the change is committed
   * @returns the new token
   * @throws SecondFactorRequired, SecondFactorRefused, TooManySignIns
   */
  async remove(
    held: HeldSession,
    code: string,
    visitor: string,
    onChange: OnSecurityChange,
  ): Promise<string> {
    const { account, step } = held.session;
    if (step !== 'ready') throw new SecondFactorRequired({});
    return this.guess(account, visitor, async (tx) => {
      await this.accept(tx, account, code);
      await clearFactor(tx, account.id);
      await onChange(account, tx);
      return this.auth.renew(tx, held, { secondFactorAt: null, endsOthers: true });
    });
  }

  /** A code is guessed like a password: counted before it is looked at, by visitor and by account. */
  private guess<T>(
    account: ConsoleAccount,
    visitor: string,
    work: (tx: Queryable) => Promise<T>,
  ): Promise<T> {
    const guess = { account: account.email, from: visitor, realm: 'console-code' };
    return this.limiter.guess(guess, SecondFactorRefused, () => this.db.transaction(work));
  }

  /** @throws SecondFactorRefused unless it is a code that has not served yet; from here on it has */
  private async accept(tx: Queryable, account: ConsoleAccount, code: string): Promise<void> {
    const stored = await lockFactor(tx, account.id);
    if (!stored?.confirmedAt) throw refused();
    const step = this.stepOf(account, stored, code);
    if (step !== null) return storeStep(tx, account.id, step);
    const hash = hashRecoveryCode(this.masterKey, account.id, code);
    if (!(await useRecoveryCode(tx, account.id, hash, this.clock.now()))) throw refused();
  }

  private stepOf(account: ConsoleAccount, stored: StoredFactor | null, code: string): number | null {
    const secret = stored?.secret ? this.box.open(stored.secret, account.id) : null;
    return secret === null ? null : acceptTotp(secret, code, this.clock.now(), stored?.step ?? null);
  }
}

const refused = () => new SecondFactorRefused({}, errorAt('/code', new SecondFactorRefused({})));

function assertMaySetUp({ step }: ConsoleSession): void {
  if (step === 'second-factor') throw new SecondFactorRequired({});
  if (step === 'change-password') throw new PasswordChangeRequired({});
}
