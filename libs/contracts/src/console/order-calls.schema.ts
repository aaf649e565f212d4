import { z } from 'zod';
import { isoInstant, severalLines } from '../text.schema';

/** What was tried to have a shop answer an order, and what came of it: whose address it was is not needed to call. */
const attemptSchema = z.strictObject({
  means: z.enum(['order', 'reminder', 'text']),
  status: z.enum(['queued', 'sent', 'refused', 'withheld', 'bounced']),
  /** When the mail server took it. */
  sentAt: isoInstant.nullable(),
  /** What it said last. */
  response: z.string().nullable(),
});

/** Orders that no shop answered, about which the town is to call: nothing of their customers. */
export const orderCallsSchema = z.strictObject({
  /** IANA zone of the territory: slots are told as its shops tell them, wherever the agent is. */
  timeZone: z.string(),
  calls: z.array(
    z.strictObject({
      id: z.uuid(),
      /** Of the order, where the mandate of its shop leaves orders to the town: it may be answered. */
      orderId: z.uuid().nullable(),
      listing: z.strictObject({ id: z.int(), name: z.string().nullable() }),
      /** E.164; null where the shop gave none and none is known. */
      phone: z.string().nullable(),
      /** "2026-0042". */
      number: z.string(),
      since: isoInstant,
      collectedFrom: isoInstant,
      collectedUntil: isoInstant,
      calledAt: isoInstant,
      isCustomerNotified: z.boolean(),
      attempts: z.array(attemptSchema),
      assignee: z.strictObject({ name: z.string(), isYourself: z.boolean() }).nullable(),
      note: z.string().nullable(),
      done: z.strictObject({ at: isoInstant, by: z.string() }).nullable(),
    }),
  ),
  /** More wait than are shown. */
  isCut: z.boolean(),
});
export type OrderCalls = z.output<typeof orderCallsSchema>;

/** Shops whose last orders ended without an answer, the worst at the head. */
export const silentShopsSchema = z.strictObject({
  /** IANA zone of the territory. */
  timeZone: z.string(),
  shops: z.array(
    z.strictObject({
      listing: z.strictObject({ id: z.int(), name: z.string().nullable() }),
      /** E.164; null where the shop gave none and none is known. */
      phone: z.string().nullable(),
      /** Orders in a row that nobody answered. */
      missed: z.int(),
      lastMissedAt: isoInstant,
      /** Since when it is asked whether it takes a pause. */
      askedAt: isoInstant.nullable(),
      /** Until when it takes no orders; null: it takes some. */
      pausedUntil: isoInstant.nullable(),
      /** Whether the platform paused it, rather than the shop itself. */
      isPausedByPlatform: z.boolean(),
    }),
  ),
  /** There are more than are shown. */
  isCut: z.boolean(),
});
export type SilentShops = z.output<typeof silentShopsSchema>;

/** Shops whose mandate leaves their orders to the town: an agent enters one for somebody on the phone. */
export const orderShopsSchema = z.strictObject({
  shops: z.array(
    z.strictObject({
      listing: z.strictObject({ id: z.int(), name: z.string().nullable(), place: z.string().nullable() }),
      /** Until when the mandate holds. */
      until: isoInstant,
      /** Whether somebody can order there at the moment. */
      takesOrders: z.boolean(),
    }),
  ),
  /** There are more than are shown. */
  isCut: z.boolean(),
});
export type OrderShops = z.output<typeof orderShopsSchema>;

/** What an agent says of such an order. Each of the three is said alone. */
export const noteOrderCallSchema = z.union([
  /** Whether who asks calls the shop, or nobody in particular. */
  z.strictObject({ isMine: z.boolean() }),
  z.strictObject({
    note: severalLines(1_000, 0).nullable(),
    /** The note that its page showed: what a colleague wrote since is not overwritten unseen. */
    seenNote: severalLines(1_000, 0).nullable(),
  }),
  /** Whether the shop was called. */
  z.strictObject({ isDone: z.boolean() }),
]);
export type NoteOrderCall = z.output<typeof noteOrderCallSchema>;
