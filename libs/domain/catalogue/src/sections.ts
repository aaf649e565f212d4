import type { Product } from './product';
import { groupsOf } from './variants';

type Sectioned = Pick<Product, 'section'>;

/** Products of a shop that stand under one heading. */
export interface Section<P> {
  /** In the shop's own words; null for what stands under none. */
  readonly name: string | null;
  readonly products: readonly P[];
}

/** Products by section: sections stand in the order of their first products, products in that of the shop. Pure. */
export function sectionsOf<P extends Sectioned>(products: readonly P[]): Section<P>[] {
  const sections = new Map<string | null, P[]>();
  for (const product of products) {
    const members = sections.get(product.section) ?? [];
    sections.set(product.section, members);
    members.push(product);
  }
  return [...sections].map(([name, members]) => ({ name, products: members }));
}

/** What is put elsewhere: a product with its variants within its section, or the section that it is of. */
export type Moved = 'product' | 'section';

/**
 * The products of a shop in their order once one of them, or its section, stands at another place. Pure.
 * @param place from 0, among the products of its section or among the sections; beyond the last, it is the last
 */
export function moved(
  products: readonly Pick<Product, 'id' | 'section' | 'groupId'>[],
  id: string,
  what: Moved,
  place: number,
): string[] {
  const sections = sectionsOf(products).map((section) =>
    groupsOf(section.products).map((members) => members.map((product) => product.id)),
  );
  const arranged =
    what === 'section'
      ? atPlace(sections, (groups) => groups.some((ids) => ids.includes(id)), place)
      : sections.map((groups) => atPlace(groups, (ids) => ids.includes(id), place));
  return arranged.flat(2);
}

/** A list in which the one that is meant stands at a place; as it is where none is. */
function atPlace<T>(list: readonly T[], isMeant: (one: T) => boolean, place: number): T[] {
  const one = list.find(isMeant);
  const others = list.filter((other) => other !== one);
  return one === undefined ? others : [...others.slice(0, place), one, ...others.slice(place)];
}
