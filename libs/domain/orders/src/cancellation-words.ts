import type { CancellationRule, OrderFulfilment } from '@halles/contracts';
import type { Locale } from '@halles/kernel';

/** What the time of an order is the time of; `any`: one of these. */
export type CancelledBefore = OrderFulfilment | 'any';

const TIMES: Readonly<Record<Locale, Readonly<Record<CancelledBefore, string>>>> = {
  fr: {
    pickup: 'le retrait',
    'collection-point': 'le retrait',
    delivery: 'la livraison',
    post: 'le jour de l’envoi',
    any: 'le retrait, la livraison ou le jour de l’envoi',
  },
  en: {
    pickup: 'pickup',
    'collection-point': 'pickup',
    delivery: 'delivery',
    post: 'the day of sending',
    any: 'pickup, delivery or the day of sending',
  },
};

type UntilRule = Exclude<CancellationRule, 'accepted'>;

const UNTIL: Readonly<Record<Locale, Readonly<Record<UntilRule, (time: string) => string>>>> = {
  fr: {
    slot: (time) => `jusqu’au moment prévu pour ${time}`,
    'two-hours': (time) => `jusqu’à deux heures avant ${time}`,
    eve: (time) => `jusqu’à 18\u00a0h la veille, avant ${time}`,
    day: (time) => `jusqu’à 24\u00a0heures avant ${time}`,
    'two-days': (time) => `jusqu’à 48\u00a0heures avant ${time}`,
  },
  en: {
    slot: (time) => `until the time of ${time}`,
    'two-hours': (time) => `until two hours before ${time}`,
    eve: (time) => `until 6\u00a0pm of the day before ${time}`,
    day: (time) => `until 24 hours before ${time}`,
    'two-days': (time) => `until 48 hours before ${time}`,
  },
};

/** What is sent has a day and no time. Pure. */
function untilWords(rule: UntilRule, before: CancelledBefore, locale: Locale): string {
  if (rule === 'slot' && before === 'post')
    return locale === 'fr' ? 'jusqu’au jour de l’envoi' : 'until the day of sending';
  if (rule === 'slot' && before === 'any')
    return locale === 'fr'
      ? 'jusqu’au moment prévu pour le retrait ou la livraison, ou jusqu’au jour de l’envoi'
      : 'until the time of pickup or delivery, or until the day of sending';
  return UNTIL[locale][rule](TIMES[locale][before]);
}

/**
 * Until when a customer may cancel by themselves, as its terms say it. What the law gives is another right, and stays: it is said
 * apart. Pure.
 * @param isWithoutPage they are on the phone, and get no page of it: they call
 */
export function cancellationWords(
  rule: CancellationRule,
  before: CancelledBefore,
  locale: Locale,
  isWithoutPage = false,
): string {
  const isFrench = locale === 'fr';
  if (isWithoutPage) return byPhone(rule, before, locale);
  if (rule === 'accepted')
    return isFrench
      ? 'Vous pouvez annuler sur la page de la commande tant que le commerce ne l’a pas acceptée\u00a0; ensuite, appelez-le. Un droit de rétractation prévu par la loi n’en est pas réduit.'
      : 'You can cancel on the page of the order until the shop has accepted it; after that, call it. A right of withdrawal that the law gives is not reduced by this.';
  const until = untilWords(rule, before, locale);
  return isFrench
    ? `Vous pouvez annuler sur la page de la commande tant que le commerce ne l’a pas acceptée, puis ${until}, tant que la préparation n’a pas commencé\u00a0; ensuite, appelez-le. Un droit de rétractation prévu par la loi n’en est pas réduit.`
    : `You can cancel on the page of the order until the shop has accepted it, then ${until}, as long as it is not being prepared; after that, call it. A right of withdrawal that the law gives is not reduced by this.`;
}

/** What its shop accepted while they were on the phone. Pure. */
function byPhone(rule: CancellationRule, before: CancelledBefore, locale: Locale): string {
  const right =
    locale === 'fr'
      ? 'Un droit de rétractation prévu par la loi n’en est pas réduit.'
      : 'A right of withdrawal that the law gives is not reduced by this.';
  if (rule === 'accepted')
    return locale === 'fr'
      ? `Pour annuler, appelez le commerce. ${right}`
      : `To cancel, call the shop. ${right}`;
  const until = untilWords(rule, before, locale);
  return locale === 'fr'
    ? `Vous pouvez annuler en appelant le commerce ${until}, tant que la préparation n’a pas commencé. ${right}`
    : `You can cancel by calling the shop ${until}, as long as it is not being prepared. ${right}`;
}
