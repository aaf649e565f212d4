import { MAX_LINES, MAX_OPTION_GROUPS } from '@halles/contracts';
import type { ProductPage } from '@halles/domain/catalogue';
import { type FormState, type FormValues, textOf } from '@halles/platform/forms';
import {
  amountFieldOf,
  choiceField,
  isWanted,
  MAX_ROWS,
  productIn,
  quantityField,
  variantField,
  weightField,
} from './basket.form';

/** Where a row is written: by which product its fields are named, and which of its rows it is. */
interface RowName {
  readonly productId: string;
  readonly row: number;
}

/** Rows that are looked at: twice those that an order may have. */
const MAX_LOOKED_AT = 2 * MAX_LINES;

/** The product that is wanted in a row; where none of its variants was chosen, the one that it is named by. Pure. */
export const wantedIn = (values: FormValues, { productId, row }: RowName): string =>
  productIn(values, productId, row) ?? productId;

/** All that a shop sells. Pure. */
export const soldOn = (pages: readonly ProductPage[]): ReadonlySet<string> =>
  new Set(pages.flatMap(({ ids }) => ids));

/** The rows that were filled in. Pure. */
function filledRows(values: FormValues): (RowName & { readonly wanted: string })[] {
  const rows: (RowName & { readonly wanted: string })[] = [];
  for (const field of Object.keys(values)) {
    const asked = amountFieldOf(field);
    if (asked === null || !isWanted(textOf(values, field))) continue;
    if (rows.length === MAX_LOOKED_AT) break;
    rows.push({ productId: asked.productId, row: asked.row, wanted: wantedIn(values, asked) });
  }
  return rows;
}

/** What is wanted and not sold any more, each product once. Pure. */
export function goneFrom(values: FormValues, pages: readonly ProductPage[]): string[] {
  const sold = soldOn(pages);
  return [...new Set(filledRows(values).map(({ wanted }) => wanted))].filter((id) => !sold.has(id));
}

const fieldsOf = ({ productId, row }: RowName): string[] => [
  quantityField(productId, row),
  weightField(productId, row),
  variantField(productId, row),
  ...Array.from({ length: MAX_OPTION_GROUPS }, (_, group) => choiceField(productId, row, group)),
];

const keyOf = ({ productId, row }: RowName): string => quantityField(productId, row);

/** By field of a row, what it is called where the row is named by the product that is wanted in it. */
function renamedFields(values: FormValues): { readonly to: Map<string, string>; readonly over: Set<string> } {
  const rows = filledRows(values);
  const taken = new Set(rows.map(keyOf));
  const to = new Map<string, string>();
  const over = new Set<string>();
  for (const { productId, row, wanted } of rows) {
    if (productId === wanted || to.has(keyOf({ productId, row }))) continue;
    const free = Array.from({ length: MAX_ROWS }, (_, place) => ({ productId: wanted, row: place })).find(
      (place) => !taken.has(keyOf(place)),
    );
    if (!free) continue;
    taken.add(keyOf(free));
    const names = fieldsOf(free);
    for (const [index, field] of fieldsOf({ productId, row }).entries()) to.set(field, names[index] ?? field);
    for (const name of names) over.add(name);
  }
  return { to, over };
}

/**
 * A form with each row that is filled in named by the product that is wanted in it, and no more by the variant that stood first when
 * the page was drawn: that one may be sold no more, and its row would be on no page. Pure.
 */
export function namedByWanted(state: FormState): FormState {
  const { to, over } = renamedFields(state.values);
  if (to.size === 0) return state;
  const renamed = <T>(fields: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([field, value]): [string, T][] => {
        const name = to.get(field);
        // What stood where a row goes was not wanted.
        return name === undefined && over.has(field) ? [] : [[name ?? field, value]];
      }),
    );
  return { ...state, values: renamed(state.values), errors: renamed(state.errors) };
}

/**
 * What a basket holds with what the page of a product adds to it: to how many of it there are, or in a row of its own where there is
 * something to choose. Pure.
 * @param basket as the browser stores it
 * @param productId by which the fields of the added row are named, its first
 */
export function withAdded(basket: FormValues, added: FormValues, productId: string): FormValues {
  const from = fieldsOf({ productId, row: 0 }).filter((name) => name in added);
  const quantity = quantityField(productId, 0);
  const isPlain =
    from.length === 1 && from[0] === quantity && basket[choiceField(productId, 0, 0)] === undefined;
  if (isPlain && isWanted(textOf(basket, quantity))) {
    const amounts = [basket, added].map((values) => textOf(values, quantity));
    // What is no number of pieces ("1e9", "0x10") is told of as it was written, and makes no sum.
    if (!amounts.every((text) => /^\d{1,4}$/.test(text))) return { ...basket, ...added };
    const all = amounts.reduce((sum, text) => sum + Number(text), 0);
    return { ...basket, [quantity]: [String(all)] };
  }
  const isFree = (row: number): boolean => fieldsOf({ productId, row }).every((name) => !(name in basket));
  const row = Array.from({ length: MAX_ROWS }, (_, place) => place).find(isFree) ?? 0;
  const names = fieldsOf({ productId, row });
  const own = fieldsOf({ productId, row: 0 }).flatMap((name, index) => {
    const value = added[name];
    return value === undefined ? [] : [[names[index] ?? name, value] as const];
  });
  return { ...basket, ...Object.fromEntries(own) };
}
