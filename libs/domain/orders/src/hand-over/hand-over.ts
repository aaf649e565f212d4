import { timingSafeEqual } from 'node:crypto';
import type { OrderSummary } from '../order';
import { isPrepaid } from '../payments/payment';
import { HandOverUnproven, PrepaidHandOverUnsure } from './hand-over.errors';

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

/** What a shop says as it sends goods: nobody shows it anything. */
const SENT: HandOver = { code: null, recipient: null, sawProofOfAge: false, withoutProof: false };

/**
 * How an order is handed over. What is collected or delivered is handed over against its code, to somebody who is named, or, as its
 * shop chooses, without proof. Pure.
 * @param isSure whether who hands it over was told what that means of an order that is paid online
 * @throws HandOverUnproven, PrepaidHandOverUnsure
 */
export function provenHandOver(
  order: Pick<OrderSummary, 'fulfilment'> & Parameters<typeof isPrepaid>[0],
  given: HandOver | undefined,
  isSure: boolean,
): HandOver {
  if (order.fulfilment === 'post') return { ...(given ?? SENT), withoutProof: false };
  if (!given) throw new HandOverUnproven({});
  if (given.code !== null || given.recipient !== null) return { ...given, withoutProof: false };
  if (!given.withoutProof) throw new HandOverUnproven({});
  if (isPrepaid(order) && !isSure) throw new PrepaidHandOverUnsure({});
  return given;
}

/** Whether two codes are the same, in constant time. Pure. */
export function isSameCode(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
