import {
  bandsWords,
  type FulfilmentOffer,
  fulfilmentWords,
  isCollected,
  receptionTime,
  sendingDay,
  zoneWords,
} from '@halles/domain/orders';
import { type FormState, FormWriter } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import { addressForm, MODE } from './order-fulfilment.form';
import type { ShopOffer } from './order-page.service';
import type { FulfilmentChoiceView } from './order-fulfilment.view';
import { inputWords } from './order-words';

/** "Livraison", "Halles, stand de la Ferme des Buis". Pure. */
export const offerName = (
  { point, fulfilment }: FulfilmentOffer,
  { locale }: Pick<PageScope, 'locale'>,
): string => point?.name ?? fulfilmentWords(fulfilment, locale);

function notesOf(
  { offer, communes, noticeDays, now }: ShopOffer,
  { texts, locale }: PageScope,
): readonly string[] {
  const { point, delivery, post, shop } = offer;
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
  ];
}

/** How the order may be received, with what the one that is shown asks. Pure. */
export function presentFulfilments(
  offered: ShopOffer,
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
    address: isCollected(fulfilment) ? [] : new FormWriter(addressForm, state, texts, scope.locale).fields(),
    when: texts.line(`orders.form.whenOf.${fulfilment}`),
    slot: texts.line(`orders.form.slotOf.${fulfilment}`),
    isSent: fulfilment === 'post',
  };
}
