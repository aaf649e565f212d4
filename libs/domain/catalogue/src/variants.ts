import {
  MAX_ATTRIBUTE_VALUES,
  MAX_PRODUCT_NAME,
  MAX_VARIANTS,
  type ProductInput,
  type Variant,
} from '@halles/contracts';
import type { Product } from './product';

/** Something in which the variants of a product differ, with its values in their order: "Taille: S, M, L". */
export interface Attribute {
  readonly name: string;
  readonly values: readonly string[];
}

/** "M, rouge". Pure. */
export const variantWords = (variant: Variant): string => variant.map(({ value }) => value).join(', ');

/** What a product is called where it is sold: "T-shirt – M, rouge". Pure. */
export const soldName = ({ name, variant }: Pick<ProductInput, 'name' | 'variant'>): string =>
  variant.length === 0 ? name : `${name} – ${variantWords(variant)}`;

/** Whether an order has room for what it is called. Pure. */
export const isNameable = (product: Pick<ProductInput, 'name' | 'variant'>): boolean =>
  soldName(product).length <= MAX_PRODUCT_NAME;

/** Products by what they are variants of, each group where its first stands. Pure. */
export function groupsOf<P extends Pick<Product, 'groupId'>>(products: readonly P[]): P[][] {
  const groups = new Map<string, P[]>();
  for (const product of products) {
    const members = groups.get(product.groupId) ?? [];
    groups.set(product.groupId, members);
    members.push(product);
  }
  return [...groups.values()];
}

/** In what variants differ, by all of them. Pure. */
export function attributesOf(members: readonly { readonly variant: Variant }[]): Attribute[] {
  const attributes = new Map<string, Set<string>>();
  for (const { variant } of members)
    for (const { attribute, value } of variant)
      attributes.set(attribute, (attributes.get(attribute) ?? new Set<string>()).add(value));
  return [...attributes].map(([name, values]) => ({ name, values: [...values] }));
}

/** Whether a product may differ in these: its form makes all combinations of them, whichever are on sale. Pure. */
export const areWithinLimits = (attributes: readonly Attribute[]): boolean =>
  attributes.every(({ values }) => values.length <= MAX_ATTRIBUTE_VALUES) &&
  attributes.reduce((count, { values }) => count * values.length, 1) <= MAX_VARIANTS;

/** All variants that there are of some attributes, in their order; none of no attributes. Pure. */
export function variantsOf(attributes: readonly Attribute[]): Variant[] {
  if (attributes.length === 0) return [];
  return attributes.reduce<Variant[]>(
    (variants, { name, values }) =>
      variants.flatMap((variant) => values.map((value) => [...variant, { attribute: name, value }])),
    [[]],
  );
}

/** What becomes of the variants of a product. */
export interface VariantPlan {
  /** By product, which variant it is from then on. */
  readonly kept: ReadonlyMap<string, Variant>;
  readonly added: readonly Variant[];
  /** Products that are taken off sale. */
  readonly gone: readonly string[];
  /** All that there are then, in their order. */
  readonly order: readonly Variant[];
}

/** A name or a value that another stands for now: the same place of a list of the same length, and neither stands elsewhere. */
function renamedTo(before: readonly string[], now: readonly string[]): ReadonlyMap<string, string> {
  const pairs = before.map((name, index): [string, string | undefined] => [
    name,
    now.includes(name) ? name : before.length === now.length ? now[index] : undefined,
  ]);
  return new Map(
    pairs.flatMap(([name, to]): [string, string][] =>
      to === undefined || (to !== name && before.includes(to)) ? [] : [[name, to]],
    ),
  );
}

const keyOf = (values: readonly (string | null)[]): string => JSON.stringify(values);

/**
 * What a product that was sold in some variants is sold in from now on: what stays keeps its price and its stock, a value that was
 * renamed too. Of an attribute that is new the first value is the one that there was. A combination that was taken off sale by
 * itself does not come back with the others. Pure.
 */
export function plannedVariants(
  members: readonly Pick<Product, 'id' | 'variant'>[],
  attributes: readonly Attribute[],
): VariantPlan {
  const before = attributesOf(members);
  const names = renamedTo(
    before.map(({ name }) => name),
    attributes.map(({ name }) => name),
  );
  const sources = attributes.map(({ name, values }) => {
    const source = before.find((one) => names.get(one.name) === name) ?? null;
    return source && { name: source.name, to: renamedTo(source.values, values) };
  });
  const kept = new Map<string, Variant>();
  const taken = new Set<string>();
  /** What there was, apart from attributes that are new. */
  const known = new Set<string>();
  const gone: string[] = [];
  for (const { id, variant } of members) {
    const values = sources.map((source, index) => {
      if (source === null) return attributes[index]?.values[0] ?? null;
      const value = variant.find(({ attribute }) => attribute === source.name)?.value;
      return source.to.get(value ?? '') ?? null;
    });
    known.add(keyOf(values.map((value, index) => (sources[index] === null ? null : value))));
    const key = keyOf(values);
    if (values.includes(null) || taken.has(key)) gone.push(id);
    else {
      taken.add(key);
      kept.set(
        id,
        attributes.map(({ name }, index) => ({ attribute: name, value: values[index] ?? '' })),
      );
    }
  }
  const isNew = (variant: Variant): boolean => {
    const values = variant.map(({ value }) => value);
    if (taken.has(keyOf(values))) return false;
    const isOfThen = sources.every(
      (source, index) => source === null || [...source.to.values()].includes(values[index] ?? ''),
    );
    const then = values.map((value, index) => (sources[index] === null ? null : value));
    return !isOfThen || known.has(keyOf(then));
  };
  const all = variantsOf(attributes);
  const added = all.filter(isNew);
  const order = all.filter(
    (variant) => added.includes(variant) || taken.has(keyOf(variant.map(({ value }) => value))),
  );
  return { kept, added, gone, order };
}
