import {
  bandsWords,
  type FulfilmentOffer,
  fulfilmentWords,
  isCollected,
  receptionTime,
  sendingDay,
  zoneWords,
} from '@halles/domain/orders';
import { type FieldView, type FormState, FormWriter } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import { addressForm, MODE } from './order-fulfilment.form';
import type { ShopOffer } from './order-page.service';
import { inputWords } from './order-words';

/** How an order may be received, on the page that orders. */
export interface FulfilmentChoiceView {
  /** Absent where there is one way alone. */
  readonly options?: readonly {
    readonly value: string;
    readonly label: string;
    readonly hint?: string;
    readonly checked: boolean;
  }[];
  /** Whose slots the page shows. */
  readonly shown: string;
  readonly error?: string;
  /** What holds for the one that is shown: where it is delivered and for how much, where the point is, by when it is sent. */
  readonly notes: readonly string[];
  /** Where it is delivered or sent to. */
  readonly address: readonly FieldView[];
  readonly when: string;
  readonly slot: string;
  /** It is sent: there is no slot to choose. */
  readonly isSent: boolean;
}

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
