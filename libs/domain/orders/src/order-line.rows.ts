import type { TenantWriteTx } from '@halles/platform/tenancy';
import type { OrderLine } from './order';

/**
 * The statement that stores the lines of an order, also as the last part of one that stores the order itself.
 * @param before parameters of the parts before it: its own are those of `lineValues`
 */
export const insertionOfLines = (before = 0): string => {
  const arrays = [
    ...['smallint', 'uuid', 'text', 'jsonb', 'int', 'int', 'int', 'text', 'int'],
    ...['smallint', 'text', 'text', 'text', 'int', 'int', 'int', 'text'],
  ].map((type, index) => `$${String(before + 2 + index)}::${type}[]`);
  return `
  INSERT INTO order_line (order_id, position, product_id, name, choices, quantity, unit_cents, total_cents, vat, vat_rate, minimum_age,
                          withdrawal, allergens, weighed_by, estimated_grams, most_cents, final_grams, age_restriction)
  SELECT $${String(before + 1)}::uuid, l.position, l.product_id, l.name, l.choices, l.quantity, l.unit_cents, l.total_cents, l.vat, l.vat_rate,
         l.minimum_age, l.withdrawal, l.allergens::text[], l.weighed_by, l.estimated_grams, l.most_cents, l.final_grams, l.age_restriction
    FROM unnest(${arrays.join(', ')})
      AS l (position, product_id, name, choices, quantity, unit_cents, total_cents, vat, vat_rate, minimum_age,
            withdrawal, allergens, weighed_by, estimated_grams, most_cents, final_grams, age_restriction)`;
};
const INSERT = insertionOfLines();

/** What it stores of lines, in their order. Pure. */
export const lineValues = (orderId: string, lines: readonly OrderLine[]): unknown[] => [
  orderId,
  lines.map((_, index) => index + 1),
  lines.map(({ productId }) => productId),
  lines.map(({ name }) => name),
  lines.map(({ choices }) => JSON.stringify(choices)),
  lines.map(({ quantity }) => quantity),
  lines.map(({ unitCents }) => unitCents),
  lines.map(({ totalCents }) => totalCents),
  lines.map(({ vat }) => vat),
  lines.map(({ vatRate }) => vatRate),
  lines.map(({ minimumAge }) => minimumAge),
  lines.map(({ withdrawal }) => withdrawal),
  // An array of arrays of different lengths is none: each is written as a text of its own.
  lines.map(({ allergens }) => allergens && `{${allergens.join(',')}}`),
  lines.map(({ weight }) => weight?.by),
  lines.map(({ weight }) => weight?.grams),
  lines.map(({ weight }) => weight?.mostCents),
  lines.map(({ weight }) => weight?.finalGrams),
  lines.map(({ ageRestriction }) => ageRestriction),
];

/** Stores the lines of an order, in their order. */
export async function insertLines(
  tx: TenantWriteTx,
  orderId: string,
  lines: readonly OrderLine[],
): Promise<void> {
  await tx.manager.query(INSERT, lineValues(orderId, lines));
}
