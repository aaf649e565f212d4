import { timingSafeEqual } from 'node:crypto';

/** How the code of an order came to its shop. */
export type CodeReading = 'scanned' | 'typed';

/** The longest name of somebody who collects, or received, an order. */
export const MAX_RECIPIENT = 120;

/** How the goods of an order were handed over. */
export interface HandOver {
  /** Null: no code was shown. */
  readonly code: CodeReading | null;
  /** Who received them, where the shop noted it; null too once the customer was erased. */
  readonly recipient: string | null;
  /** Proof of majority was asked for, and seen. */
  readonly sawProofOfAge: boolean;
  /** The shop chose to hand them over with neither the code nor a name. */
  readonly withoutProof: boolean;
}

/** Whether two codes are the same, in constant time. Pure. */
export function isSameCode(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
