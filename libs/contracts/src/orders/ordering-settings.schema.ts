import { z } from 'zod';

const MINUTES_OF_DAY = 1_440;
const minutes = (least: number, most: number) => z.int().min(least).max(most);

/** What a merchant says of the slots in which orders are collected. `SlotRules` of `domain/pickup-slots` says what each means. */
export const pickupRulesSchema = z.strictObject({
  length: minutes(5, MINUTES_OF_DAY).default(30),
  step: minutes(5, MINUTES_OF_DAY).default(30),
  last: z.enum(['ends-by-closing', 'starts-by-closing']).default('ends-by-closing'),
  capacity: z
    .strictObject({
      orders: z.int().min(1).max(10_000).optional(),
      items: z.int().min(1).max(100_000).optional(),
      cents: z.int().min(1).max(1_000_000_000).optional(),
    })
    .default({}),
  notice: minutes(0, 60 * MINUTES_OF_DAY).default(60),
  preparation: z
    .array(
      z.strictObject({
        fromCents: z.int().min(0).optional(),
        fromLines: z.int().min(0).optional(),
        minutes: minutes(0, 7 * MINUTES_OF_DAY),
      }),
    )
    .max(10)
    .default([]),
  rush: minutes(0, MINUTES_OF_DAY).default(0),
  cutOff: z
    .union([
      z.strictObject({
        kind: z.literal('daily'),
        daysBefore: z.int().min(0).max(60),
        minute: minutes(0, MINUTES_OF_DAY),
      }),
      z.strictObject({
        kind: z.literal('weekly'),
        weekday: z.int().min(1).max(7),
        minute: minutes(0, MINUTES_OF_DAY),
      }),
    ])
    .optional(),
  horizon: z.int().min(0).max(365).default(14),
  pauses: z
    .array(z.strictObject({ from: z.int(), until: z.int() }).refine(({ from, until }) => from < until))
    .max(200)
    .default([]),
});

export type PickupRules = z.output<typeof pickupRulesSchema>;

/** `orders` in `tenant.json`. */
export const tenantOrdersSchema = z.strictObject({
  /** Minutes of opening time after which an order should be answered, where a shop does not say otherwise. */
  answerMinutes: minutes(5, MINUTES_OF_DAY).default(30),
  /** Whether customers who wish it are texted what becomes of their orders, where the installation can. */
  textMessages: z.boolean().default(false),
  /** Days after which who ordered is forgotten. Withdrawing from an order takes up to fourteen after it was received. */
  retentionDays: z.int().min(30).max(365).default(90),
});
