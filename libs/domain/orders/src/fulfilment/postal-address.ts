import type { DeliveryAddress } from '@halles/contracts';
import { communesAt } from '@halles/domain/territories';
import { slugOf } from '@halles/domain/text';

/** Why nothing can be sent to an address. */
export type PostalProblem =
  /** No commune of France has that postal code. */
  | { readonly kind: 'no-postcode'; readonly postalCode: string }
  /** It is that of other towns. */
  | { readonly kind: 'other-town'; readonly postalCode: string; readonly towns: readonly string[] };

/** So many towns of a postal code are named. */
const NAMED = 3;

/** How a town is written on an envelope, as its name is: « St Étienne », « Marseille 2e », « Lyon Cedex 03 ». Pure. */
function slugOfTown(city: string): string {
  return slugOf(city)
    .replace(/-cedex(-\d+)?$/, '')
    .replace(/-\d{1,2}(er|e|eme)?(-arrondissement)?$/, '')
    .replace(/(^|-)st-/g, '$1saint-')
    .replace(/(^|-)ste-/g, '$1sainte-');
}

/** Whether postal code and town of an address go together, by the communes of France; null: they do. Pure. */
export function postalProblem({
  postalCode,
  city,
}: Pick<DeliveryAddress, 'postalCode' | 'city'>): PostalProblem | null {
  const communes = communesAt(postalCode);
  if (communes.length === 0) return { kind: 'no-postcode', postalCode };
  const slug = slugOfTown(city);
  if (communes.some(({ name }) => slugOf(name) === slug)) return null;
  return { kind: 'other-town', postalCode, towns: communes.slice(0, NAMED).map(({ name }) => name) };
}
