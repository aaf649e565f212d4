import { NameGiver, type Neighbourhood } from './naming';
import { openingHoursOf } from './opening';
import type { Chance } from './random';
import type { Address } from './town';
import type { Trade } from './trades';

/** The columns of the territory's own list that a demonstration fills. */
export const columns = [
  'nom',
  'numero',
  'adresse',
  'code_postal',
  'code_commune',
  'longitude',
  'latitude',
  'siret',
  'categorie',
  'naf',
  'telephone',
  'horaires',
  'accessibilite',
  'paiement',
  'livraison',
  'retrait',
  'mots_cles',
  'maj',
] as const;

export type BusinessRow = Record<(typeof columns)[number], string>;

/** Days on which the invented facts were told: the demonstration does not age by the clock. */
const REPORT_DAYS = [
  '2025-11-18',
  '2026-02-09',
  '2026-04-27',
  '2026-06-15',
  '2026-08-31',
  '2026-09-21',
  '2026-10-12',
  '2026-11-02',
];

/** Paris, 2020: of the shops that hand over goods from afar, 39 % pickup, 24 % delivery, 36 % both. */
function handovers(trade: Trade, chance: Chance): Pick<BusinessRow, 'livraison' | 'retrait'> {
  const offers = trade.service === 'eat' ? 0.55 : trade.service === 'shop' ? 0.3 : 0;
  if (!chance.likely(offers)) return { livraison: '', retrait: '' };
  const draw = chance.next();
  return { livraison: draw < 0.61 ? 'oui' : '', retrait: draw < 0.24 ? '' : 'oui' };
}

function paymentOf(trade: Trade, chance: Chance): string {
  if (!chance.likely(0.35)) return '';
  const means = ['cash'];
  if (chance.likely(0.9)) means.push('credit_cards');
  if (chance.likely(0.6)) means.push('contactless');
  if (chance.likely(0.3)) means.push('cheque');
  if (trade.service === 'eat' && chance.likely(0.6)) means.push('meal_voucher');
  return means.join(';');
}

function keywordsOf(trade: Trade, chance: Chance): string {
  const chosen = trade.keywords.filter(() => chance.likely(0.45));
  return (chosen.length > 0 ? chosen : trade.keywords.slice(0, 1)).join(', ');
}

/** A register writes in capitals and forgets accents. */
const shouted = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', ' ').replaceAll('œ', 'oe').toUpperCase();

const accessOf = (chance: Chance): string =>
  chance.likely(0.4) ? chance.weighted(['oui', 'partiel', 'non'], (word) => (word === 'oui' ? 3 : 1)) : '';

/** What only the territory knows: the next fictitious numbers. */
export interface Numbers {
  readonly siret: string;
  /** Empty where it has none to show. */
  readonly phone: string;
}

/** Where a business is. */
export interface Site {
  readonly where: Neighbourhood;
  readonly address: Address;
}

/** One invented business. One in a hundred has its latitude in the place of its longitude, as real lists have. */
export function businessOf(
  trade: Trade,
  { where, address }: Site,
  numbers: Numbers,
  names: NameGiver,
  chance: Chance,
): BusinessRow {
  const name = names.nameOf(trade, where, chance);
  const [longitude, latitude] = [address.longitude.toFixed(5), address.latitude.toFixed(5)];
  const swapped = chance.likely(0.01);
  return {
    nom: chance.likely(0.03) ? shouted(name) : name,
    numero: address.number,
    adresse: address.street,
    code_postal: address.postalCode,
    code_commune: where.commune,
    longitude: swapped ? latitude : longitude,
    latitude: swapped ? longitude : latitude,
    siret: numbers.siret,
    categorie: trade.category,
    naf: trade.naf,
    telephone: numbers.phone,
    horaires: chance.likely(trade.knownHoursShare) ? openingHoursOf(trade.opening, chance) : '',
    accessibilite: accessOf(chance),
    paiement: paymentOf(trade, chance),
    ...handovers(trade, chance),
    mots_cles: keywordsOf(trade, chance),
    maj: chance.pick(REPORT_DAYS),
  };
}

/** The same business as a second list would have it: another spelling, no number, no identifier. */
export const echoOf = (row: BusinessRow): BusinessRow => ({
  ...row,
  nom: shouted(row.nom),
  siret: '',
  naf: '',
  telephone: '',
  horaires: '',
  accessibilite: '',
  paiement: '',
  mots_cles: '',
});
