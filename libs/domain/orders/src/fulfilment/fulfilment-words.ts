import type { DeliveryAddress, DeliveryZone, OrderFulfilment, PostRules } from '@halles/contracts';
import { dateWords, listWords, wallTime, weekdayWords } from '@halles/domain/hours';
import { slotWords } from '@halles/domain/pickup-slots';
import { type Bilingual, type Locale, priceWords } from '@halles/kernel';
import type { OrderSummary } from '../order';
import type { OrderReception } from './order-reception';

type Words = Readonly<Record<OrderFulfilment, Bilingual>>;

const NAMES: Words = {
  pickup: { fr: 'Retrait au commerce', en: 'Pickup at the shop' },
  'collection-point': { fr: 'Point de retrait', en: 'Collection point' },
  delivery: { fr: 'Livraison', en: 'Delivery' },
  post: { fr: 'Envoi', en: 'Sending' },
};

/** Of the time of an order: "Retrait", "Livraison", "Envoi". */
const TIMES: Words = {
  pickup: { fr: 'Retrait', en: 'Pickup' },
  'collection-point': { fr: 'Retrait', en: 'Pickup' },
  delivery: { fr: 'Livraison', en: 'Delivery' },
  post: { fr: 'Envoi', en: 'Sending' },
};

const FEES: Readonly<Record<'delivery' | 'post', Bilingual>> = {
  delivery: { fr: 'Frais de livraison', en: 'Delivery fee' },
  post: { fr: 'Frais d’envoi', en: 'Sending fee' },
};

/** "Livraison". Pure. */
export const fulfilmentWords = (fulfilment: OrderFulfilment, locale: Locale): string =>
  NAMES[fulfilment][locale];

/** What stands before the time of an order: "Retrait". Pure. */
export const timeLabel = (fulfilment: OrderFulfilment, locale: Locale): string => TIMES[fulfilment][locale];

/** "Frais de livraison". Pure. */
export const feeLabel = (fulfilment: OrderFulfilment, locale: Locale): string =>
  FEES[fulfilment === 'post' ? 'post' : 'delivery'][locale];

/** Whether an order is collected by its customer, in the shop or at a point. Pure. */
export const isCollected = (fulfilment: OrderFulfilment): boolean =>
  fulfilment === 'pickup' || fulfilment === 'collection-point';

/** "12 rue des Halles, 26000 Valence". Pure. */
export const deliveryAddressWords = ({ street, postalCode, city }: DeliveryAddress): string =>
  `${street}, ${postalCode} ${city}`;

/** When an order reaches its customer: "samedi 5 décembre, 10 h – 10 h 30"; of what is sent, by which day: "au plus tard mardi 8 décembre". Pure. */
export function receptionTime(
  { fulfilment, slot }: Pick<OrderSummary, 'slot'> & { readonly fulfilment: OrderFulfilment },
  timeZone: string,
  locale: Locale,
): string {
  const span = { from: slot.from.getTime(), until: slot.until.getTime() };
  if (fulfilment !== 'post') return slotWords(span, timeZone, locale);
  const { day } = wallTime(timeZone, span.from);
  const date = `${weekdayWords(day, locale)} ${dateWords(day, locale)}`;
  return locale === 'fr' ? `au plus tard ${date}` : `by ${date}`;
}

/** Where an order reaches its customer; null where it is collected in the shop, and once the customer was erased. Pure. */
export function receptionPlace({ point, address }: Pick<OrderReception, 'point' | 'address'>): string | null {
  if (point !== null) return `${point.name}, ${point.address}`;
  return address && deliveryAddressWords(address);
}

/** Names of a long list. */
const MOST_NAMES = 8;

const areaWords = (
  { area }: Pick<DeliveryZone, 'area'>,
  names: ReadonlyMap<string, string>,
  locale: Locale,
): string => {
  const isFrench = locale === 'fr';
  if (area.by === 'polygon')
    return isFrench ? 'dans la zone dessinée par le commerce' : 'in the area drawn by the shop';
  if (area.by === 'radius') {
    const distance = new Intl.NumberFormat(isFrench ? 'fr-FR' : 'en-GB').format(area.kilometres);
    return isFrench ? `à moins de ${distance}\u00a0km du commerce` : `within ${distance}\u00a0km of the shop`;
  }
  const known = area.codes.map((code) => names.get(code) ?? code);
  const others = known.length - MOST_NAMES;
  if (others <= 1) return listWords(known, locale);
  return listWords(
    [...known.slice(0, MOST_NAMES), isFrench ? `${others} autres communes` : `${others} other towns`],
    locale,
  );
};

/** "Valence (3,00 €, dès 15,00 € d’achats, offert dès 40,00 €)". @param names of communes by their codes. Pure. */
export function zoneWords(zone: DeliveryZone, names: ReadonlyMap<string, string>, locale: Locale): string {
  const isFrench = locale === 'fr';
  const price = (cents: number): string => priceWords(cents, locale);
  const free = zone.freeFromCents === null ? null : price(zone.freeFromCents);
  const conditions = [
    zone.feeCents === 0 ? (isFrench ? 'gratuit' : 'free') : price(zone.feeCents),
    ...(zone.minimumCents === 0
      ? []
      : [
          isFrench ? `dès ${price(zone.minimumCents)} d’achats` : `from ${price(zone.minimumCents)} of goods`,
        ]),
    ...(free === null || zone.feeCents === 0 ? [] : [isFrench ? `offert dès ${free}` : `free from ${free}`]),
  ];
  return `${areaWords(zone, names, locale)} (${conditions.join(', ')})`;
}

/** All zones of a shop. Pure. */
export const zonesWords = (zones: readonly DeliveryZone[], names: ReadonlyMap<string, string>): Bilingual => {
  const words = (locale: Locale): string =>
    zones.map((zone) => zoneWords(zone, names, locale)).join('\u00a0; ');
  return { fr: words('fr'), en: words('en') };
};

/** What sending costs: "5,00 €, 8,00 € dès 30,00 € d’achats". Pure. */
export const bandsWords = ({ bands }: Pick<PostRules, 'bands'>, locale: Locale): string =>
  bands
    .map(({ fromCents, feeCents }) => {
      const price = priceWords(feeCents, locale);
      if (fromCents === 0) return price;
      const from = priceWords(fromCents, locale);
      return locale === 'fr' ? `${price} dès ${from} d’achats` : `${price} from ${from} of goods`;
    })
    .join(', ');
