import { createHmac, type KeyObject } from 'node:crypto';
import type { OrderInput } from '@halles/contracts';
import type { Locale } from '@halles/kernel';

/** Of what was sent, apart from its idempotency key. Without a secret it would tell who a name and a number that somebody guesses belong to. */
export function contentDigest(
  key: KeyObject,
  listingId: number,
  content: OrderInput,
  locale: Locale,
): string {
  const { kind, lines, slotFrom, name, email, phone, note, wantsTexts, fulfilment, payment, collector } =
    content;
  return createHmac('sha256', key)
    .update(
      JSON.stringify([
        ...[listingId, kind, lines, slotFrom, name, email, phone, note, locale],
        // What a server of the version before was sent has none of these.
        ...(wantsTexts ? [true] : []),
        ...(fulfilment.mode === 'pickup' ? [] : [fulfilment]),
        ...(payment === 'online' ? [payment] : []),
        ...(collector === null ? [] : [{ collector }]),
      ]),
    )
    .digest('hex');
}
