import type { OrderSummary } from '../order';
import { isPrepaid } from '../payments/payment';
import type { HandOver } from './hand-over';
import { HandOverUnproven, PrepaidHandOverUnsure } from './hand-over.errors';

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
