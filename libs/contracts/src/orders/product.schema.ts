import { isGtin } from '@halles/kernel';
import { z } from 'zod';
import { nameLine, severalLines } from '../text.schema';

/** The four rates of value added tax by their names (code général des impôts, art. 278 to 281 nonies). */
export const VAT_NAMES = ['standard', 'intermediate', 'reduced', 'super-reduced'] as const;
export type VatName = (typeof VAT_NAMES)[number];

/** Whether a contract made at a distance may be withdrawn from, or why not (code de la consommation, L221-18 and L221-28). */
export const WITHDRAWALS = ['right', 'perishable', 'made-to-measure', 'sealed', 'dated'] as const;
export type Withdrawal = (typeof WITHDRAWALS)[number];

/** What must be said of food before it is bought: regulation (EU) 1169/2011, annex II, and article 14 for what is sold at a distance. */
export const ALLERGENS = [
  'gluten',
  'crustaceans',
  'eggs',
  'fish',
  'peanuts',
  'soybeans',
  'milk',
  'nuts',
  'celery',
  'mustard',
  'sesame',
  'sulphites',
  'lupin',
  'molluscs',
] as const;
export type Allergen = (typeof ALLERGENS)[number];

/**
 * Signs and words that the law defines, and no others: organic farming (regulation (EU) 2018/848), AOP, IGP and STG (regulation
 * (EU) 2024/1143), Label Rouge, mountain and farm products (code rural, L640-2, L641-1, L641-19), "fait maison" (code de la
 * consommation, L122-19).
 */
export const PRODUCT_LABELS = [
  'organic',
  'aop',
  'igp',
  'stg',
  'label-rouge',
  'mountain',
  'farm',
  'home-made',
] as const;

/**
 * Goods for adults alone beside alcohol (code de la santé publique, L3342-1): weapons, knives that are sold as such among them (code
 * de la sécurité intérieure, L312-1), what is vaped (code de la santé publique, L3513-5), and anything else that the law keeps from
 * minors, as nitrous oxide (L3611-3).
 */
export const AGE_RESTRICTIONS = ['weapon', 'vaping', 'other'] as const;
export type AgeRestriction = (typeof AGE_RESTRICTIONS)[number];

/**
 * Goods that no shop may sell here: tobacco is not sold at a distance (code général des impôts, art. 568 ter), and medicine on
 * prescription not online, the rest by pharmacies with a site that is authorised for it (code de la santé publique, L5125-33 to
 * L5125-36).
 */
export const FORBIDDEN_GOODS = ['tobacco', 'medicine'] as const;
export type ForbiddenGoods = (typeof FORBIDDEN_GOODS)[number];

export const CONTENT_UNITS = ['g', 'ml', 'piece'] as const;
export type ContentUnit = (typeof CONTENT_UNITS)[number];
/** A tonne, a thousand litres, a million pieces. */
export const MAX_CONTENT = 1_000_000;

export const MAX_CENTS = 10_000_000;
export const MAX_STOCK = 1_000_000;

/** Groups of options of a product, and choices of a group. */
export const MAX_OPTION_GROUPS = 8;
export const MAX_CHOICES = 20;
/** Choices of all groups of a product together. One that had more before keeps them until it is changed. */
export const MAX_PRODUCT_CHOICES = 60;

/** What a group of options, or a choice of it, is called: 1 to 60 characters. */
export const optionName = nameLine(60);

const areDifferent = (named: readonly { readonly name: string }[]): boolean =>
  new Set(named.map(({ name }) => name)).size === named.length;

/** One thing that a customer may choose. */
const optionChoiceSchema = z.strictObject({
  name: optionName,
  /** What it adds to the price, or takes from it. */
  cents: z.int().min(-MAX_CENTS).max(MAX_CENTS),
});

/** What a customer chooses of a product: "Cuisson", one of two. Where one must choose, the least is 1. */
export const optionGroupSchema = z
  .strictObject({
    name: optionName,
    min: z.int().min(0).max(MAX_CHOICES),
    max: z.int().min(1).max(MAX_CHOICES),
    choices: z.array(optionChoiceSchema).min(1).max(MAX_CHOICES).refine(areDifferent),
  })
  .refine(({ min, max, choices }) => min <= max && max <= choices.length);

export type OptionGroup = z.output<typeof optionGroupSchema>;

/** Choices of a product, in all of its groups. Pure. */
export const choiceCount = (options: readonly Pick<OptionGroup, 'choices'>[]): number =>
  options.reduce((count, { choices }) => count + choices.length, 0);

/** Who chooses goods whose price is by the kilo chooses a weight, or pieces that weigh about so much each. */
export const WEIGHED_BY = ['weight', 'piece'] as const;
export type WeighedBy = (typeof WEIGHED_BY)[number];
/** A hundred kilos: the heaviest piece, and the most that a customer may choose by weight. */
export const MAX_GRAMS = 100_000;

const grams = z.int().min(1).max(MAX_GRAMS);

/** How goods are sold whose price is by the kilo; they are weighed when the order is prepared. */
export const weighingSchema = z.discriminatedUnion('by', [
  /** Weights from the least on, a step apart, up to the most. */
  z
    .strictObject({ by: z.literal('weight'), least: grams, most: grams, step: grams })
    .refine(({ least, most }) => least <= most),
  /** What a piece weighs, about. */
  z.strictObject({ by: z.literal('piece'), grams }),
]);
export type Weighing = z.output<typeof weighingSchema>;

/** Attributes of a product that is sold in variants ("Taille", "Couleur"), values of one, and variants of a product. */
export const MAX_ATTRIBUTES = 3;
export const MAX_ATTRIBUTE_VALUES = 20;
export const MAX_VARIANTS = 60;
/** The longest that a product is called, its variant included: so it stands in an order. */
export const MAX_PRODUCT_NAME = 120;

/** What an attribute, or a value of it, is called: 1 to 40 characters, without what lists of them are written with. */
export const attributeName = nameLine(40).refine((text) => !/[:;]/.test(text));

/** What tells a variant from the others of its product: "Taille: M", "Couleur: rouge". */
export const variantSchema = z
  .array(z.strictObject({ attribute: attributeName, value: attributeName }))
  .max(MAX_ATTRIBUTES)
  .refine((values) => new Set(values.map(({ attribute }) => attribute)).size === values.length);
export type Variant = z.output<typeof variantSchema>;

/** Some of a list, in its order and each once. */
const someOf = <const T extends string>(all: readonly [T, ...T[]]) =>
  z
    .array(z.enum(all))
    .max(all.length)
    .transform((some) => all.filter((one) => some.some((other) => other === one)));

export const MINUTES_A_DAY = 1_440;
/** Stretches of a week in which a product can be had. */
export const MAX_PRODUCT_HOURS = 14;

const productHoursSchema = z
  .strictObject({
    /** ISO weekdays, 1 Monday to 7, in their order. */
    days: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .refine((days) => days.every((day, at) => at === 0 || day > (days[at - 1] ?? 0))),
    /** Minutes since midnight by the clock of the shop, the end not included. */
    from: z
      .int()
      .min(0)
      .max(MINUTES_A_DAY - 1),
    until: z.int().min(1).max(MINUTES_A_DAY),
  })
  .refine(({ from, until }) => from < until);
export type ProductHours = z.output<typeof productHoursSchema>;

/** "09-15": a day of each year. */
const dayOfYear = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/);
/** From a day to another of each year, both in it; it may run over New Year. */
const productSeasonSchema = z.strictObject({ from: dayOfYear, until: dayOfYear });
export type ProductSeason = z.output<typeof productSeasonSchema>;

/** What a merchant says of a product. */
export const productInputSchema = z.strictObject({
  /** 1 to 120 characters. */
  name: nameLine(MAX_PRODUCT_NAME),
  /** At most 2,000 characters. */
  description: severalLines(2_000, 0).default(''),
  /** The section of the shop that it stands in: "Viennoiseries". */
  section: nameLine(60).nullable().default(null),
  /** Including tax, in cents: of a piece, or of a kilo where it is weighed. */
  priceCents: z.int().min(1).max(MAX_CENTS),
  vat: z.enum(VAT_NAMES),
  /** How much of it is sold by the kilo; null: it is sold by the piece. */
  weighing: weighingSchema.nullable().default(null),
  /** Pieces that may still be ordered, or grams where its customer chooses a weight; null: not counted. */
  stock: z.int().min(0).max(MAX_STOCK).nullable().default(null),
  /** False: shown, but not to be ordered for the time being. */
  isAvailable: z.boolean().default(true),
  /** True: shown, and to be asked for; it is not ordered outright. */
  onRequest: z.boolean().default(false),
  /** When in a week it can be had; empty: at any time. */
  hours: z.array(productHoursSchema).max(MAX_PRODUCT_HOURS).default([]),
  /** When in a year it can be had; null: all year. */
  season: productSeasonSchema.nullable().default(null),
  /** Days between the order and the collection at least. */
  noticeDays: z.int().min(0).max(60).default(0),
  /** 18: proof of majority when it is handed over. */
  minimumAge: z.literal(18).nullable().default(null),
  /** Of what has a minimum age, what it is; null: alcohol. */
  ageRestriction: z.enum(AGE_RESTRICTIONS).nullable().default(null),
  withdrawal: z.enum(WITHDRAWALS),
  /** Those that it contains, each once; none: it has none of the fourteen; null: nothing is said. */
  allergens: someOf(ALLERGENS).nullable().default(null),
  labels: someOf(PRODUCT_LABELS).default([]),
  /** How much is in it: the price by kilo, litre or piece is computed of it. */
  content: z
    .strictObject({ amount: z.int().min(1).max(MAX_CONTENT), unit: z.enum(CONTENT_UNITS) })
    .nullable()
    .default(null),
  /** The number under its bar code (GTIN). */
  ean: z.string().refine(isGtin).nullable().default(null),
  options: z
    .array(optionGroupSchema)
    .max(MAX_OPTION_GROUPS)
    .refine(areDifferent)
    .refine((options) => choiceCount(options) <= MAX_PRODUCT_CHOICES)
    .default([]),
  /** Of a product that is sold in variants, which of them it is; empty: it is sold in one form. */
  variant: variantSchema.default([]),
});

export type ProductContent = NonNullable<z.output<typeof productInputSchema>['content']>;
export type ProductInput = z.output<typeof productInputSchema>;
