import type { ProductInput } from '@halles/contracts';
import { categoryById } from '@halles/domain/categories';

/** What a shop of a trade mostly sells under: the rate of VAT, and whether a contract made at a distance may be withdrawn from. */
export type UsualTerms = Pick<ProductInput, 'vat' | 'withdrawal'>;

const ANY: UsualTerms = { vat: 'standard', withdrawal: 'right' };
/** Food to take home (CGI art. 278-0 bis A 1°) that does not keep (code de la consommation, L221-28 4°). */
const FRESH_FOOD: UsualTerms = { vat: 'reduced', withdrawal: 'perishable' };
const FOOD_THAT_KEEPS: UsualTerms = { vat: 'reduced', withdrawal: 'right' };
/** Meals to eat at once (CGI art. 279 m and n). */
const MEALS: UsualTerms = { vat: 'intermediate', withdrawal: 'perishable' };

/** By category, and where it has none of its own by the branch above it. */
export const termsByCategory: Readonly<Record<string, UsualTerms>> = {
  ...of(FRESH_FOOD, 'bakery pastry-shop butcher delicatessen fishmonger greengrocer cheese-shop farm-shop'),
  ...of(FRESH_FOOD, 'frozen-food'),
  ...of(FOOD_THAT_KEEPS, 'grocery supermarket organic-shop fine-foods tea-coffee-shop'),
  ...of(MEALS, 'caterer'),
  // Bars sell drinks with alcohol most of all, which no lower rate holds for.
  ...of(ANY, 'bar nightclub'),
  // Books, CGI art. 278-0 bis A 3°.
  ...of({ vat: 'reduced', withdrawal: 'right' }, 'bookshop'),
  // Cut flowers and plants, CGI art. 278 bis 3°.
  ...of({ vat: 'intermediate', withdrawal: 'perishable' }, 'florist'),
  ...of({ vat: 'intermediate', withdrawal: 'right' }, 'garden-centre'),
};
const BY_BRANCH: Readonly<Record<string, UsualTerms>> = { restaurants: MEALS };

function of(terms: UsualTerms, categories: string): Record<string, UsualTerms> {
  return Object.fromEntries(categories.split(' ').map((category) => [category, terms]));
}

/**
 * What the first product of a shop is proposed under, which the merchant changes where it is something else. Pure.
 * @param category of the directory; null for none
 */
export function usualTerms(category: string | null): UsualTerms {
  if (category === null) return ANY;
  return termsByCategory[category] ?? BY_BRANCH[categoryById(category)?.branch ?? ''] ?? ANY;
}
