import { areAlike, groupsOf, type Product } from '@halles/domain/catalogue';

/** What there must not be: variants of one product of which something else is said that is said of all. Pure. */
export const unlikeVariants = (products: readonly Product[]): Product[] =>
  groupsOf(products).flatMap(([first, ...others]) =>
    others.filter((other) => first !== undefined && !areAlike(first, other)),
  );
