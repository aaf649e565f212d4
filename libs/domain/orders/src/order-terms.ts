import type {
  AgeRestriction,
  CancellationRule,
  OrderFulfilment,
  OrderKind,
  PaymentMethod,
  Withdrawal,
} from '@halles/contracts';
import { type PricedChoice, vatShares } from '@halles/domain/catalogue';
import { type Locale, priceWords } from '@halles/kernel';
import { cancellationWords } from './cancellation-words';
import { taxedAt } from './fulfilment/fee';
import { isCollected } from './fulfilment/fulfilment-words';
import type { OrderReception } from './fulfilment/order-reception';
import type { OrderLine } from './order';
import { isPaidOnline, type OnlinePaymentState } from './payments/payment-words';

type Words = Readonly<Record<Locale, string>>;

const PAYMENT: Readonly<Record<OrderKind, Words>> = {
  order: { fr: 'Vous payez au commerce, au retrait.', en: 'You pay at the shop, at pickup.' },
  reservation: {
    fr: 'Vous n’êtes engagé à rien : le commerce garde ces articles jusqu’à deux heures après la fin du créneau.',
    en: 'You are not bound by it: the shop keeps these items until two hours after the end of the slot.',
  },
};

/** Of an order that is not collected in the shop. */
const PAYMENT_ELSEWHERE: Readonly<Record<Exclude<OrderFulfilment, 'pickup'>, Words>> = {
  'collection-point': { fr: 'Vous payez le commerce au retrait.', en: 'You pay the shop at pickup.' },
  delivery: { fr: 'Vous payez le commerce à la livraison.', en: 'You pay the shop at delivery.' },
  post: {
    fr: 'Vous payez le commerce avant l’envoi\u00a0: il vous indique comment.',
    en: 'You pay the shop before it sends your order: it tells you how.',
  },
};

/** The same where its customer has yet to choose: only who does not pay online. */
const PAYMENT_CHOSEN: Readonly<Record<OrderFulfilment, Words>> = {
  pickup: {
    fr: 'Si vous choisissez de payer au commerce, vous payez au retrait.',
    en: 'If you choose to pay at the shop, you pay at pickup.',
  },
  'collection-point': {
    fr: 'Si vous choisissez de payer directement, vous payez le commerce au retrait.',
    en: 'If you choose to pay directly, you pay the shop at pickup.',
  },
  delivery: {
    fr: 'Si vous choisissez de payer directement, vous payez le commerce à la livraison.',
    en: 'If you choose to pay directly, you pay the shop at delivery.',
  },
  post: {
    fr: 'Si vous choisissez de payer directement, vous payez le commerce avant l’envoi.',
    en: 'If you choose to pay directly, you pay the shop before it sends your order.',
  },
};

/** How what is sent is paid directly, in the words of the shop. Pure. */
const howToPay = (instructions: string): Words => {
  const how = instructions.replaceAll(/\s+/g, ' ');
  return { fr: `Comment payer\u00a0: ${how}`, en: `How to pay: ${how}` };
};

/** The same of who pays no other way. Pure. */
const paymentBefore = (instructions: string): Words => {
  const { fr, en } = howToPay(instructions);
  return {
    fr: `Vous payez le commerce avant l’envoi. ${fr}`,
    en: `You pay the shop before it sends your order. ${en}`,
  };
};

/** The right to withdraw from what is brought or sent. */
const WITHDRAWAL_RECEIVED: Words = {
  fr: 'Vous avez quatorze jours après avoir reçu vos articles pour changer d’avis, sans dire pourquoi\u00a0: ouvrez «\u00a0Renoncer au contrat ici\u00a0», sur la page de votre commande (code de la consommation, art. L221-18 et L221-21).',
  en: 'You have fourteen days after you received your goods to change your mind, and need not say why: open “Withdraw from contract here” on the page of your order (code de la consommation, art. L221-18 and L221-21).',
};

/** Of what is brought or sent to who withdraws (code de la consommation, L221-23 and L221-24). */
const WITHDRAWAL_FEES: Words = {
  fr: 'Si vous renoncez à toute la commande, les frais de livraison ou d’envoi vous sont remboursés aussi (art. L221-24). Le renvoi des articles est à vos frais (art. L221-23).',
  en: 'If you withdraw from the whole order, the fee for delivery or sending is refunded too (art. L221-24). Returning the goods is at your cost (art. L221-23).',
};

/** When a card is charged. */
const CHARGED: Readonly<Record<Locale, (isWeighed: boolean) => string>> = {
  fr: (isWeighed) =>
    isWeighed ? 'du prix exact une fois que le commerce a accepté et tout pesé' : 'quand le commerce accepte',
  en: (isWeighed) =>
    isWeighed ? 'the exact price once the shop has accepted and weighed everything' : 'when the shop accepts',
};

/** By card, on the account of the shop: before the pickup, and not before the shop says yes, or has weighed what is weighed. */
const ONLINE: Readonly<Record<'only' | 'chosen', (isWeighed: boolean) => Words>> = {
  only: (isWeighed) => ({
    fr: `Vous payez en ligne, par carte\u00a0: la somme est réservée à la commande et débitée ${CHARGED.fr(isWeighed)}. S’il refuse, ou si la commande est annulée, rien n’est débité, ou tout vous est remboursé sur la carte.`,
    en: `You pay online, by card: the amount is held when you order, and charged ${CHARGED.en(isWeighed)}. If it refuses, or if the order is cancelled, nothing is charged, or all of it is refunded to the card.`,
  }),
  chosen: (isWeighed) => ({
    fr: `Si vous choisissez de payer en ligne, la somme est réservée sur votre carte à la commande et débitée ${CHARGED.fr(isWeighed)}. S’il refuse, ou si la commande est annulée, rien n’est débité, ou tout vous est remboursé sur la carte.`,
    en: `If you choose to pay online, the amount is held on your card when you order, and charged ${CHARGED.en(isWeighed)}. If it refuses, or if the order is cancelled, nothing is charged, or all of it is refunded to the card.`,
  }),
};

/** Code de la consommation, L221-18 and L221-28. */
const WITHDRAWAL: Readonly<Record<Withdrawal, Words>> = {
  right: {
    fr: 'Vous avez quatorze jours après le retrait pour changer d’avis, sans dire pourquoi\u00a0: ouvrez «\u00a0Renoncer au contrat ici\u00a0», sur la page de votre commande (code de la consommation, art. L221-18 et L221-21).',
    en: 'You have fourteen days after pickup to change your mind, and need not say why: open “Withdraw from contract here” on the page of your order (code de la consommation, art. L221-18 and L221-21).',
  },
  perishable: {
    fr: 'Pas de droit de rétractation pour les produits qui se périment vite (art. L221-28, 4°).',
    en: 'No right of withdrawal for goods that perish quickly (art. L221-28, 4°).',
  },
  'made-to-measure': {
    fr: 'Pas de droit de rétractation pour ce qui est fait sur mesure (art. L221-28, 3°).',
    en: 'No right of withdrawal for what is made to measure (art. L221-28, 3°).',
  },
  sealed: {
    fr: 'Pas de droit de rétractation pour ce qui a été descellé et ne peut être repris par hygiène (art. L221-28, 5°).',
    en: 'No right of withdrawal for what was unsealed and cannot be taken back for hygiene (art. L221-28, 5°).',
  },
  dated: {
    fr: 'Pas de droit de rétractation pour une prestation à date fixe (art. L221-28, 12°).',
    en: 'No right of withdrawal for a service on a fixed date (art. L221-28, 12°).',
  },
};

/** The same for who has no page of the order. */
const WITHDRAWAL_BY_LETTER = (isCome: boolean): Words => ({
  fr: `Vous avez quatorze jours après ${isCome ? 'le retrait' : 'avoir reçu vos articles'} pour changer d’avis, sans dire pourquoi\u00a0: envoyez au commerce le formulaire de rétractation, ou toute autre déclaration qui le dit clairement (code de la consommation, art. L221-18 et L221-21).`,
  en: `You have fourteen days after ${isCome ? 'pickup' : 'you receive your goods'} to change your mind, and need not say why: send the shop the withdrawal form, or any other statement that says so clearly (code de la consommation, art. L221-18 and L221-21).`,
});

/** When who receives goods for adults shows how old they are, in French. */
const AGE_SHOWN: Readonly<Record<OrderFulfilment, string>> = {
  pickup: 'au retrait',
  'collection-point': 'au retrait',
  delivery: 'à la livraison',
  post: 'avant l’envoi',
};

/** What is not sold to minors, with what the law wants to be said of it. */
const NOT_FOR_MINORS: Readonly<Record<AgeRestriction | 'alcohol', Words & { readonly also?: Words }>> = {
  // Code de la santé publique, L3342-1, L3342-4 and L3323-4.
  alcohol: {
    fr: 'L’alcool est interdit aux mineurs',
    en: 'Alcohol is not sold to minors',
    also: {
      fr: ' L’abus d’alcool est dangereux pour la santé, à consommer avec modération.',
      en: ' Alcohol abuse is dangerous for your health; drink in moderation.',
    },
  },
  // Code de la sécurité intérieure, L312-1.
  weapon: {
    fr: 'Les armes et les couteaux vendus comme tels sont interdits aux mineurs',
    en: 'Weapons, and knives that are sold as such, are not sold to minors',
  },
  // Code de la santé publique, L3513-5.
  vaping: {
    fr: 'Les produits du vapotage sont interdits aux mineurs',
    en: 'Vaping products are not sold to minors',
  },
  other: {
    fr: 'Cette commande contient un article interdit aux mineurs',
    en: 'This order has goods that are not sold to minors',
  },
};

/** Whoever collects or receives it is asked, and was once they had it. Pure. */
const adultsWords = (
  goods: AgeRestriction | 'alcohol',
  { fulfilment, isHandedOver = false }: Pick<Received, 'fulfilment' | 'isHandedOver'>,
): Words => {
  const { fr, en, also } = NOT_FOR_MINORS[goods];
  if (isHandedOver)
    return {
      fr: `${fr}\u00a0: une pièce d’identité était à montrer ${AGE_SHOWN[fulfilment]}.${also?.fr ?? ''}`,
      en: `${en}: proof of age was to be shown.${also?.en ?? ''}`,
    };
  return {
    fr: `${fr}\u00a0: une pièce d’identité vous sera demandée ${AGE_SHOWN[fulfilment]}${isCollected(fulfilment) ? ', ou à qui vient pour vous' : ''}.${also?.fr ?? ''}`,
    en: `${en}: you will be asked for proof of age${isCollected(fulfilment) ? ', or whoever comes for you' : ''}.${also?.en ?? ''}`,
  };
};

/** What of some lines is for adults alone, each once. Pure. */
const adultGoodsOf = (lines: readonly AgedLine[]): readonly (AgeRestriction | 'alcohol')[] => [
  ...new Set(
    lines.flatMap(({ minimumAge, ageRestriction }) =>
      minimumAge === null ? [] : (ageRestriction ?? 'alcohol'),
    ),
  ),
];

type AgedLine = Pick<OrderLine, 'minimumAge' | 'ageRestriction'>;

/** The price by weight follows from the scales, within what was agreed upon. */
const WEIGHED: Words = {
  fr: 'Le prix de ce qui se vend au poids est estimé. Le commerce le pèse en préparant la commande\u00a0: vous payez son poids réel au prix du kilo, arrondi au centime le plus proche, et jamais plus que le maximum indiqué sans votre accord.',
  en: 'The price of what is sold by weight is an estimate. The shop weighs it when it prepares the order: you pay for its actual weight at the price of the kilo, rounded to the nearest cent, and never more than the maximum that is shown unless you agree.',
};

/** How an order was paid that was handed over. */
const PAID: Readonly<Record<OrderFulfilment, Words>> = {
  pickup: {
    fr: 'Cette commande était à payer au commerce, au retrait.',
    en: 'This order was to be paid at the shop, at pickup.',
  },
  'collection-point': {
    fr: 'Cette commande était à payer directement au commerce, au retrait.',
    en: 'This order was to be paid to the shop directly, at pickup.',
  },
  delivery: {
    fr: 'Cette commande était à payer au commerce, à la livraison.',
    en: 'This order was to be paid to the shop, at delivery.',
  },
  post: {
    fr: 'Cette commande était à payer au commerce avant l’envoi.',
    en: 'This order was to be paid to the shop, before it was sent.',
  },
};

/** The same by card. */
const PAID_ONLINE: Words = {
  fr: 'Vous avez payé en ligne, par carte. Ce que le commerce rembourse revient sur la carte.',
  en: 'You paid online, by card. What the shop refunds goes back to the card.',
};

/** What followed from the scales. */
const WAS_WEIGHED: Words = {
  fr: 'Ce qui se vend au poids a été pesé en préparant la commande : son prix est celui de son poids réel, au prix du kilo, arrondi au centime le plus proche.',
  en: 'What is sold by weight was weighed when the order was prepared: its price is that of its actual weight at the price of the kilo, rounded to the nearest cent.',
};

/** What of its lines decides of the terms of an order. */
export type AgreedLine = AgedLine & Pick<OrderLine, 'withdrawal' | 'weight'>;

/** How an order reaches its customer, as far as its terms depend on it. */
type Received = Pick<OrderReception, 'fulfilment' | 'paymentInstructions'> & {
  /** Until when its customer may cancel; null or absent: nothing is said of it. */
  readonly cancellation?: CancellationRule | null;
  /** It was handed over: what was paid is said, and not what is to be. */
  readonly isHandedOver?: boolean;
  /** Its shop noted all that is to be paid before it is sent. */
  readonly isPaidInAdvance?: boolean;
  /** Its customer is on the phone, and gets no page of it. */
  readonly isWithoutPage?: boolean;
};

/**
 * How it is paid; a reservation that is brought or sent binds nobody, and is paid when it is received. Pure.
 * @param isChosen whether its customer may pay online instead
 */
function paymentWords(
  kind: OrderKind,
  { fulfilment, paymentInstructions }: Received,
  locale: Locale,
  isChosen: boolean,
): string[] {
  if (isChosen)
    return [
      PAYMENT_CHOSEN[fulfilment][locale],
      ...(fulfilment === 'post' && paymentInstructions ? [howToPay(paymentInstructions)[locale]] : []),
    ];
  if (fulfilment === 'pickup') return [PAYMENT[kind][locale]];
  return [
    ...(kind === 'reservation' ? [PAYMENT.reservation[locale]] : []),
    (fulfilment === 'post' && paymentInstructions
      ? paymentBefore(paymentInstructions)
      : PAYMENT_ELSEWHERE[fulfilment])[locale],
  ];
}

const PAID_IN_ADVANCE: Words = {
  fr: 'Le commerce a reçu votre paiement\u00a0: vous n’avez plus rien à payer.',
  en: 'The shop received your payment: you have nothing more to pay.',
};

/** How an order is to be paid, in all of the ways that it may be. Pure. */
const toPayWords = (
  kind: OrderKind,
  received: Received,
  { isWeighed, ways }: { readonly isWeighed: boolean; readonly ways: readonly PaymentMethod[] },
  locale: Locale,
): string[] => [
  ...(received.isPaidInAdvance === true ? [PAID_IN_ADVANCE[locale]] : []),
  ...(received.isPaidInAdvance !== true && (kind === 'reservation' || ways.includes('shop'))
    ? paymentWords(kind, received, locale, kind === 'order' && ways.includes('online'))
    : []),
  ...(kind === 'order' && ways.includes('online')
    ? [ONLINE[ways.includes('shop') ? 'chosen' : 'only'](isWeighed)[locale]]
    : []),
];

/** What right there is to withdraw from goods, and how. Pure. */
function withdrawalWords(
  withdrawal: Withdrawal,
  { fulfilment, isWithoutPage = false }: Received,
  locale: Locale,
): string[] {
  if (withdrawal !== 'right') return [WITHDRAWAL[withdrawal][locale]];
  const isCome = isCollected(fulfilment);
  const fees = isCome ? [] : [WITHDRAWAL_FEES[locale]];
  if (isWithoutPage) return [WITHDRAWAL_BY_LETTER(isCome)[locale], ...fees];
  return [isCome ? WITHDRAWAL.right[locale] : WITHDRAWAL_RECEIVED[locale], ...fees];
}

/** What the customer of an order is told before it is placed and in its confirmation: each sentence once. Pure. */
export function termsWords(
  kind: OrderKind,
  lines: readonly AgreedLine[],
  locale: Locale,
  received: Received = { fulfilment: 'pickup' },
  ways: readonly PaymentMethod[] = ['shop'],
): string[] {
  const { fulfilment, cancellation, isWithoutPage } = received;
  const withdrawals = kind === 'order' ? new Set(lines.map(({ withdrawal }) => withdrawal)) : [];
  const isWeighed = lines.some(({ weight }) => weight !== null);
  const isPaid = kind === 'order' && received.isHandedOver === true;
  const paid = ways.includes('online') ? PAID_ONLINE : PAID[fulfilment];
  return [
    ...(isPaid ? [paid[locale]] : toPayWords(kind, received, { isWeighed, ways }, locale)),
    ...(isWeighed ? [(isPaid ? WAS_WEIGHED : WEIGHED)[locale]] : []),
    ...(kind === 'order' && cancellation != null && !isPaid
      ? [cancellationWords(cancellation, fulfilment, locale, isWithoutPage)]
      : []),
    ...[...withdrawals].flatMap((withdrawal) => withdrawalWords(withdrawal, received, locale)),
    ...adultGoodsOf(lines).map((goods) => adultsWords(goods, received)[locale]),
  ];
}

/** How an order is paid, for its terms. Pure. */
export const methodsPaid = (standing: OnlinePaymentState | null): readonly PaymentMethod[] => [
  isPaidOnline(standing) ? 'online' : 'shop',
];

/** Made once: each takes as long as all that is written with it. */
const PERCENT: Readonly<Record<Locale, Intl.NumberFormat>> = {
  fr: new Intl.NumberFormat('fr-FR'),
  en: new Intl.NumberFormat('en-GB'),
};

/** The tax in a total, a sentence for each rate: "dont TVA (5,5 %) : 0,44 €". Pure. @param earlier that was given back of the same sale before */
export function taxWords(
  lines: readonly Pick<OrderLine, 'totalCents' | 'vatRate'>[],
  locale: Locale,
  earlier: typeof lines = [],
): string[] {
  const percent = PERCENT[locale];
  const shares = vatShares(lines.map(taxedAt), earlier.map(taxedAt));
  return shares.map(({ rate, tax }) => {
    const amount = priceWords(tax, locale);
    return locale === 'fr'
      ? `dont TVA (${percent.format(rate / 100)}\u00a0%)\u00a0: ${amount}`
      : `including VAT (${percent.format(rate / 100)}%): ${amount}`;
  });
}

/** What was chosen of a product: "Tranché, Graines (+0,20 €)"; empty where nothing was. @param isByKilo whether it is weighed. Pure. */
export const choicesWords = (choices: readonly PricedChoice[], locale: Locale, isByKilo = false): string =>
  choices
    .map(({ name, cents }) => (cents === 0 ? name : `${name} (${differenceWords(cents, locale, isByKilo)})`))
    .join(', ');

/** "Pain de campagne : Tranché, Graines (+0,20 €)". Pure. */
export function lineWords(
  { name, choices, weight }: Pick<OrderLine, 'name' | 'choices'> & { readonly weight: object | null },
  locale: Locale,
): string {
  if (choices.length === 0) return name;
  return `${name}${locale === 'fr' ? '\u00a0:' : ':'} ${choicesWords(choices, locale, weight !== null)}`;
}

/** "Pain de campagne (Tranché, Graines (+0,20 €))", for where other lines or words follow. Pure. */
export function chosenWords(
  { name, choices, weight }: Pick<OrderLine, 'name' | 'choices'> & { readonly weight: object | null },
  locale: Locale,
): string {
  return choices.length === 0 ? name : `${name} (${choicesWords(choices, locale, weight !== null)})`;
}

/** "+0,20 €", "−0,20 €", "+2,00 € le kilo". Pure. */
export const differenceWords = (cents: number, locale: Locale, isByKilo = false): string =>
  `${cents < 0 ? '−' : '+'}${priceWords(Math.abs(cents), locale)}${isByKilo ? (locale === 'fr' ? ' le kilo' : ' a kilo') : ''}`;

/** Who sells: "Fournil des Capucins SARL, SIRET 12345678900012". Pure. */
export const sellerWords = ({
  name,
  legalName,
  siret,
}: {
  readonly name: string;
  readonly legalName: string | null;
  readonly siret: string | null;
}): string => [legalName ?? name, siret].filter(Boolean).join(', SIRET ');

/**
 * The model form by which a customer may withdraw on paper or by mail, a line each; empty where there is no such right. It goes
 * with the confirmation (code de la consommation, L221-5 and the annex of R221-1). Pure.
 * @param to whom it is sent to: who sells, and where
 */
export function withdrawalForm(
  kind: OrderKind,
  lines: readonly AgreedLine[],
  { to, number }: { readonly to: string; readonly number: string },
  locale: Locale,
): string[] {
  if (kind !== 'order' || !lines.some(({ withdrawal }) => withdrawal === 'right')) return [];
  return locale === 'fr'
    ? [
        `À l’attention de\u00a0: ${to}`,
        `Je vous notifie par la présente ma rétractation du contrat portant sur la vente des biens ci-dessous (commande ${number})\u00a0:`,
        'Commandé le / reçu le\u00a0:',
        'Nom et adresse du consommateur\u00a0:',
        'Date et, sur papier, signature\u00a0:',
      ]
    : [
        `To ${to}:`,
        `I hereby give notice that I withdraw from my contract of sale of the following goods (order ${number}):`,
        'Ordered on / received on:',
        'Name and address of consumer:',
        'Date and, on paper, signature:',
      ];
}
