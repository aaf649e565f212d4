import { z } from 'zod';
import { timeCursorSchema } from '../cursor';
import { isoInstant } from '../text.schema';

/**
 * Why somebody has to look at a payment online. `no-order`: money is held or was taken for no order, or twice for one. `no-payment`:
 * the provider knows nothing of it. `amount`: what was taken is not what is owed. `…-refused`: the provider does not do what is due.
 */
export const paymentCheckKinds = [
  ...(['no-order', 'no-payment', 'amount'] as const),
  ...(['capture-refused', 'refund-refused', 'cancel-refused', 'refused', 'contested'] as const),
] as const;
export type PaymentCheckKind = (typeof paymentCheckKinds)[number];

/** Where the next page of them begins: a payment may be there for several reasons. */
export const paymentCheckCursorSchema = timeCursorSchema.extend({ kind: z.enum(paymentCheckKinds) });

/** Payments online that a person has to look at, the oldest first: neither amounts nor anything of their customers. */
export const paymentChecksSchema = z.strictObject({
  /** IANA zone of the territory. */
  timeZone: z.string(),
  /** Whether orders are paid online on this installation: where they never were, nobody looks for such a list. */
  isOffered: z.boolean(),
  checks: z.array(
    z.strictObject({
      kind: z.enum(paymentCheckKinds),
      id: z.uuid(),
      listing: z.strictObject({ id: z.int(), name: z.string().nullable() }),
      /** "2026-0042"; null where no order is known. */
      number: z.string().nullable(),
      /** What the merchant finds it by where no order is known: the provider's id of it. */
      payment: z.string().nullable(),
      /** What the provider answered, by its code. */
      problem: z.string().nullable(),
      /** When it was found, or refused; of a contested one when it was paid. */
      at: isoInstant,
    }),
  ),
  next: z.string().nullable(),
});
export type PaymentChecks = z.output<typeof paymentChecksSchema>;
