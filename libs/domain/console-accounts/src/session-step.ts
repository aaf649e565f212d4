import type { SessionStep } from '@halles/contracts';
import { SecondFactorRequired } from '@halles/platform/auth';
import { PasswordChangeRequired, SecondFactorEnrolmentRequired } from './console-account.errors';
import { type ConsoleGrant, isOperator } from './console-role';

/** What decides how far a session reaches. */
export interface SessionProofs {
  readonly grants: readonly ConsoleGrant[];
  readonly hasSecondFactor: boolean;
  readonly mustChangePassword: boolean;
  /** Whether a code of the second factor was given in this session. */
  readonly gaveSecondFactor: boolean;
}

/**
 * What a session still has to do before it opens anything. The code comes before the password: a stolen one-time
 * password must not become the thief's own. Operators need a second factor, others may have one. Pure.
 */
export function stepOf(proofs: SessionProofs): SessionStep {
  if (proofs.hasSecondFactor && !proofs.gaveSecondFactor) return 'second-factor';
  if (proofs.mustChangePassword) return 'change-password';
  if (isOperator(proofs.grants) && !proofs.hasSecondFactor) return 'enrolment';
  return 'ready';
}

/**
 * Lets pass a session that has nothing left to do.
 * @throws SecondFactorRequired, PasswordChangeRequired, SecondFactorEnrolmentRequired
 */
export function assertReady({ step }: { readonly step: SessionStep }): void {
  if (step === 'second-factor') throw new SecondFactorRequired({});
  if (step === 'change-password') throw new PasswordChangeRequired({});
  if (step === 'enrolment') throw new SecondFactorEnrolmentRequired({});
}
