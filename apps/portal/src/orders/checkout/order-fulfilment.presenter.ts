import {
  type AddressCheck,
  bandsWords,
  type FulfilmentOffer,
  fulfilmentWords,
  isCollected,
  receptionTime,
  sendingDay,
  zoneWords,
} from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import { type FormState, FormWriter } from '@halles/platform/forms';
import { presentZoneMap, type ZoneMapView } from '../../map';
import type { PageScope } from '../../rendering/page-scope';
import { addressForm, MODE } from './order-fulfilment.form';
import type { ShopOffer } from './order-page.service';
import type { FulfilmentChoiceView } from './order-fulfilment.view';
import { inputWords } from '../order-words';

/** "Livraison", "Halles, stand de la Ferme des Buis". Pure. */
export const offerName = (
  { point, fulfilment }: FulfilmentOffer,
  { locale }: Pick<PageScope, 'locale'>,
): string => point?.name ?? fulfilmentWords(fulfilment, locale);

function notesOf(
  { offer, communes, noticeDays, now }: ShopOffer,
  { texts, locale }: PageScope,
): readonly string[] {
  const { point, delivery, post, paymentInstructions, shop } = offer;
  const { timeZone } = shop.schedule.place;
  if (point) return [point.address];
  if (delivery) return delivery.zones.map((zone) => zoneWords(zone, communes, locale));
  if (!post) return [];
  const slot = sendingDay(post, timeZone, noticeDays, now);
  return [
    texts.line('orders.form.sending', {
      time: receptionTime({ fulfilment: 'post', slot }, timeZone, locale),
    }),
    texts.line('orders.form.sendingFee', { fee: bandsWords(post, locale) }),
    ...(paymentInstructions === null
      ? []
      : [texts.line('orders.form.sendingPayment', { how: paymentInstructions.replaceAll(/\s+/g, ' ') })]),
  ];
}

/** What a shop offers, with the answer to who asked whether their address is delivered to. */
export interface CheckedOffer extends ShopOffer {
  readonly check?: AddressCheck | null;
}

/** Whether an address is delivered to, and what counted where its street is not known. Pure. */
function checkWords(check: AddressCheck, { texts, locale }: PageScope): string[] {
  const line = (key: string, words: Readonly<Record<string, string>> = {}): string =>
    texts.line(`orders.form.checked.${key}`, words);
  if (check.kind === 'unknown') return [line('unknown')];
  const middle = check.isExact ? [] : [line('middle')];
  if (check.kind === 'outside') return [line('outside'), ...middle];
  const { charge } = check;
  if ('missingCents' in charge)
    return [line('minimum', { missing: priceWords(charge.missingCents, locale) }), ...middle];
  if (charge.feeCents === 0) return [line('free'), ...middle];
  return [line('fee', { fee: priceWords(charge.feeCents, locale) }), ...middle];
}

/** The drawn zones of a shop on the map. Pure. */
function zoneMapOf({ offer }: ShopOffer, scope: PageScope): { readonly map?: ZoneMapView } {
  const rings = (offer.delivery?.zones ?? []).flatMap(({ area }) =>
    area.by === 'polygon' ? [area.ring] : [],
  );
  if (rings.length === 0) return {};
  const { listing } = offer.shop;
  return { map: presentZoneMap(scope, rings, listing.position) };
}

/** How the order may be received, with what the one that is shown asks. Pure. */
export function presentFulfilments(
  offered: CheckedOffer,
  state: FormState,
  scope: PageScope,
): FulfilmentChoiceView {
  const { texts } = scope;
  const { offers, offer } = offered;
  const { fulfilment } = offer;
  const error = state.errors[MODE];
  const isSeveral = offers.length > 1;
  return {
    ...(isSeveral
      ? {
          options: offers.map((one) => ({
            value: one.key,
            label: offerName(one, scope),
            ...(one.point ? { hint: one.point.address } : {}),
            checked: one.key === offer.key,
          })),
        }
      : {}),
    shown: offer.key,
    ...(error === undefined ? {} : { error: inputWords(scope, error) }),
    notes: notesOf(offered, scope),
    ...zoneMapOf(offered, scope),
    isChecked: offer.delivery !== null,
    ...(offered.check ? { check: checkWords(offered.check, scope) } : {}),
    address: isCollected(fulfilment) ? [] : new FormWriter(addressForm, state, texts, scope.locale).fields(),
    how: texts.line('orders.form.how'),
    when: texts.line(`orders.form.whenOf.${fulfilment}`),
    slot: texts.line(`orders.form.slotOf.${fulfilment}`),
    isSent: fulfilment === 'post',
  };
}
