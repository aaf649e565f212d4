import { z } from 'zod';
import { isoDate, nameLine, severalLines } from '../text.schema';

/** The most people that a place says it lets in, and the largest surface that it says it has. */
export const MAX_PEOPLE_INSIDE = 10_000;
export const MAX_SURFACE = 100_000;

/** What a place says of how many people may be inside, whether it has an agenda or not. */
export const placeGaugeSchema = z.strictObject({
  /** Square metres that are open to the public; null: it does not say. */
  surface: z.int().min(1).max(MAX_SURFACE).nullable().default(null),
  /** Customers whom it lets in at once; null: it sets no limit of its own. */
  people: z.int().min(1).max(MAX_PEOPLE_INSIDE).nullable().default(null),
  /** Who works there at the same time: they count where a rule says so. */
  staff: z.int().min(0).max(1_000).default(0),
  /** Whether people who come together count as one in its own limit. */
  isHouseholdOne: z.boolean().default(false),
});
export type PlaceGauge = z.output<typeof placeGaugeSchema>;

/** By what a rule of the territory limits how many people are inside. */
export const GAUGE_FORMULAS = ['surface', 'percent', 'people', 'hours', 'closed'] as const;
export type GaugeFormula = (typeof GAUGE_FORMULAS)[number];

const MINUTES_OF_DAY = 1_440;

export const gaugeFormulaSchema = z.discriminatedUnion('kind', [
  /** So many square metres for each person. */
  z.strictObject({ kind: z.literal('surface'), squareMetres: z.int().min(1).max(1_000) }),
  /** A part of the customers whom the place lets in at once. */
  z.strictObject({ kind: z.literal('percent'), percent: z.int().min(1).max(100) }),
  z.strictObject({ kind: z.literal('people'), people: z.int().min(1).max(MAX_PEOPLE_INSIDE) }),
  /** Nobody is inside before the one and after the other, in minutes since midnight by the clock of the territory. */
  z
    .strictObject({
      kind: z.literal('hours'),
      opens: z
        .int()
        .min(0)
        .max(MINUTES_OF_DAY - 1),
      closes: z.int().min(1).max(MINUTES_OF_DAY),
      keepsPickup: z.boolean(),
    })
    .refine(({ opens, closes }) => opens < closes, { path: ['closes'], error: 'order' }),
  /** Nobody is inside; where `keepsPickup` orders are handed over all the same. */
  z.strictObject({ kind: z.literal('closed'), keepsPickup: z.boolean() }),
]);
export type GaugeFormulaInput = z.output<typeof gaugeFormulaSchema>;

const address = z
  .string()
  .trim()
  .max(500)
  .refine((text) => text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)))
  .transform((text) => (text === '' ? null : text))
  .nullable()
  .default(null);

const commune = z.string().regex(/^[0-9][0-9AB][0-9]{3}$/);
const category = z.string().regex(/^[a-z0-9-]{1,60}$/);

/** A rule of a territory: who may be inside, where, from when until when, and by which law. */
export const gaugeRuleSchema = z
  .strictObject({
    title: nameLine(120),
    /** What it says, in the words of who decided it. */
    text: severalLines(2_000),
    /** The order or the decree that it stands on. */
    source: nameLine(200),
    sourceUrl: address,
    /** INSEE codes; none: the whole territory. */
    communes: z.array(commune).max(1_000),
    /** Branches and leaves of the category tree; none: every place. */
    categories: z.array(category).max(500),
    /** Days by the clock of the territory, both included. */
    firstDay: isoDate,
    lastDay: isoDate,
    formula: gaugeFormulaSchema,
    isStaffCounted: z.boolean(),
    isHouseholdOne: z.boolean(),
  })
  .refine(({ firstDay, lastDay }) => firstDay <= lastDay, { path: ['lastDay'], error: 'order' });
export type GaugeRuleInput = z.output<typeof gaugeRuleSchema>;
