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

/** What is put one place further up: a product with its variants within its section, or the section that it is of. */
export type Raised = 'product' | 'section';

/** The products of a shop in their order once one of them, or its section, stands one place further up. Pure. */
export function raised(
  products: readonly Pick<Product, 'id' | 'section' | 'groupId'>[],
  id: string,
  what: Raised,
): string[] {
  const sections = sectionsOf(products).map((section) =>
    groupsOf(section.products).map((members) => members.map((product) => product.id)),
  );
  const arranged =
    what === 'section'
      ? before(sections, (groups) => groups.some((ids) => ids.includes(id)))
      : sections.map((groups) => before(groups, (ids) => ids.includes(id)));
  return arranged.flat(2);
}

/** A list in which the first that is meant changed places with the one before it. */
function before<T>(list: readonly T[], isMeant: (one: T) => boolean): T[] {
  const at = list.findIndex(isMeant);
  const one = list[at];
  return one === undefined || at === 0
    ? [...list]
    : [...list.slice(0, at - 1), one, ...list.slice(at - 1, at), ...list.slice(at + 1)];
}
