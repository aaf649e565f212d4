import { z } from 'zod';

/** ISO date of the territory's calendar. */
const civilDay = z.iso.date();

const totalsSchema = z.strictObject({
  /** Orders that were placed. */
  placed: z.int(),
  /** Shops that received any. */
  shops: z.int(),
  /** Shops that answered any, or missed it. */
  answering: z.int(),
  /** Of them those that answer at least nine in ten in time; null where it would tell of a single shop. */
  inTime: z.int().nullable(),
  /** What was handed over in weeks that are over, in cents, taxes included; 0 where nothing was; null where it would tell of a single shop. */
  soldCents: z.int().nullable(),
});

/** The orders of a territory in some weeks, and in as many before: neither amounts nor answers of a single shop. */
export const townOrderFiguresSchema = z.strictObject({
  first: civilDay,
  last: civilDay,
  before: z.strictObject({ first: civilDay, last: civilDay, totals: totalsSchema }),
  /** The oldest first. */
  weeks: z.array(
    z.strictObject({
      /** Its Monday. */
      week: civilDay,
      placed: z.int(),
      shops: z.int(),
    }),
  ),
  totals: totalsSchema,
  /** Shops where somebody can order at the moment. */
  taking: z.int(),
});
export type TownOrderFigures = z.output<typeof townOrderFiguresSchema>;
