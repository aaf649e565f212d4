import { z } from 'zod';

/** For what a place sets a time of the week apart. */
export const CALM_KINDS = ['fragile', 'sign-language', 'helper'] as const;
export type CalmKind = (typeof CALM_KINDS)[number];

/** A time of each week that a place sets apart: minutes since midnight by the clock on the wall, Monday is 1. */
export const calmSpanSchema = z
  .strictObject({
    kind: z.enum(CALM_KINDS),
    weekday: z.int().min(1).max(7),
    from: z.int().min(0).max(1_439),
    until: z.int().min(1).max(1_440),
    /** Whether appointments then are kept for those who say that they need it. */
    isReserved: z.boolean().default(false),
  })
  .refine(({ from, until }) => from < until, { path: ['until'], error: 'order' });
export type CalmSpan = z.output<typeof calmSpanSchema>;

/** How many a place may have: its page lists them all. */
export const MAX_CALM_SPANS = 40;
