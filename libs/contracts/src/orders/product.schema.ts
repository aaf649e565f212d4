import { z } from 'zod';
import { nameLine, severalLines } from '../text.schema';

/** The four rates of value added tax by their names (code général des impôts, art. 278 to 281 nonies). */
export const VAT_NAMES = ['standard', 'intermediate', 'reduced', 'super-reduced'] as const;
export type VatName = (typeof VAT_NAMES)[number];

/** Whether a contract made at a distance may be withdrawn from, or why not (code de la consommation, L221-18 and L221-28). */
export const WITHDRAWALS = ['right', 'perishable', 'made-to-measure', 'sealed', 'dated'] as const;
export type Withdrawal = (typeof WITHDRAWALS)[number];

export const MOST_CENTS = 10_000_000;
export const MOST_STOCK = 1_000_000;

/** What a merchant says of a product. */
export const productInputSchema = z.strictObject({
  /** 1 to 120 characters. */
  name: nameLine(120),
  /** At most 2,000 characters. */
  description: severalLines(2_000, 0).default(''),
  /** The section of the shop that it stands in: "Viennoiseries". */
  section: nameLine(60).nullable().default(null),
  /** Including tax, in cents. */
  priceCents: z.int().min(1).max(MOST_CENTS),
  vat: z.enum(VAT_NAMES),
  /** Pieces that may still be ordered; null: not counted. */
  stock: z.int().min(0).max(MOST_STOCK).nullable().default(null),
  /** False: shown, but not to be ordered for the time being. */
  isAvailable: z.boolean().default(true),
  /** Days between the order and the collection at least. */
  noticeDays: z.int().min(0).max(60).default(0),
  /** 18: proof of majority when it is handed over. */
  minimumAge: z.literal(18).nullable().default(null),
  withdrawal: z.enum(WITHDRAWALS),
});

export type ProductInput = z.output<typeof productInputSchema>;
