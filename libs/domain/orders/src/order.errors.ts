import { defineError, type Locale, priceWords } from '@halles/kernel';
import { dateWords, timeWords, wallTime, weekdayWords } from '@halles/domain/hours';
import { allergenWords, type ChoiceProblem, weightWords } from '@halles/domain/catalogue';
import type { SlotRefusal } from '@halles/domain/pickup-slots';
import type { BasketChange } from './order-decision';
import type { Closure } from './order-closure';
import type { OrderState } from './order-state';
import type { Excess } from './unproven-amounts';

export const OrderNotFound = defineError('order-not-found', {
  kind: 'not-found',
  title: { fr: 'Commande introuvable', en: 'Order not found' },
  detail: () => ({
    fr: 'Cette commande n’existe pas, ou son lien n’est pas complet.',
    en: 'This order does not exist, or its link is not whole.',
  }),
});

export const OrderKeyReused = defineError('order-key-reused', {
  kind: 'conflict',
  title: { fr: 'Commande déjà envoyée', en: 'Order already sent' },
  detail: () => ({
    fr: 'Cette page a déjà servi à commander autre chose. Rouvrez votre panier pour commander de nouveau.',
    en: 'This page was already used to order something else. Open your basket again to order once more.',
  }),
});

export const OrderingClosed = defineError('ordering-closed', {
  kind: 'conflict',
  title: { fr: 'Commandes fermées', en: 'Orders are closed' },
  detail: () => ({
    fr: 'Ce commerce ne prend pas de commande en ligne pour le moment.',
    en: 'This shop takes no orders online at the moment.',
  }),
});

/** "18 h 30", "minuit", "samedi 5 décembre, 9 h". Pure. */
export function untilWords(until: Date, now: Date, timeZone: string, locale: Locale): string {
  const [end, today] = [wallTime(timeZone, until.getTime()), wallTime(timeZone, now.getTime()).day];
  if (end.minute === 0 && end.day === today + 1) return locale === 'fr' ? 'minuit' : 'midnight';
  const time = timeWords(end.minute, locale);
  if (end.day === today) return time;
  return `${weekdayWords(end.day, locale)} ${dateWords(end.day, locale)}, ${time}`;
}

/** The shop takes orders again by itself: the basket is worth keeping. */
export const OrderingPaused = defineError<{ until: Date; now: Date; timeZone: string }>('ordering-paused', {
  kind: 'conflict',
  title: { fr: 'Commandes en pause', en: 'Orders are paused' },
  detail: ({ until, now, timeZone }) => ({
    fr: `Rien n’a été commandé\u00a0: ce commerce ne prend pas de commande jusqu’à ${untilWords(until, now, timeZone, 'fr')}. Gardez cette page, votre panier y reste.`,
    en: `Nothing was ordered: this shop takes no orders until ${untilWords(until, now, timeZone, 'en')}. Keep this page, your basket stays on it.`,
  }),
});

/** Somebody else of the shop switched something: it is shown, and nothing is done. */
export const ControlsMoved = defineError('ordering-controls-moved', {
  kind: 'conflict',
  title: { fr: 'Quelqu’un vient de changer cela', en: 'Somebody has just changed this' },
  detail: () => ({
    fr: 'Quelqu’un de votre commerce vient de changer l’affluence ou la pause\u00a0: rien n’a été fait. Regardez ce qui est en cours.',
    en: 'Somebody of your shop has just changed the rush or the pause: nothing was done. Look at what is on now.',
  }),
});

export const TimeIsOver = defineError('ordering-time-over', {
  kind: 'conflict',
  title: { fr: 'Heure passée', en: 'Time is over' },
  detail: () => ({
    fr: 'Cette heure est passée, ou trop lointaine\u00a0: rien n’a été fait. Choisissez-en une autre.',
    en: 'This time is over, or too far ahead: nothing was done. Choose another one.',
  }),
});

export const TooManyPauses = defineError('too-many-closed-slots', {
  kind: 'conflict',
  title: { fr: 'Trop de créneaux fermés', en: 'Too many closed slots' },
  detail: () => ({
    fr: 'Trop de créneaux sont fermés à la fois. Rouvrez-en, ou changez vos horaires de retrait.',
    en: 'Too many slots are closed at once. Open some again, or change your pickup hours.',
  }),
});

export const OrderTooLarge = defineError('order-too-large', {
  kind: 'invalid',
  title: { fr: 'Commande trop grande', en: 'Order too large' },
  detail: () => ({
    fr: 'On ne peut pas commander autant en ligne\u00a0: appelez le commerce.',
    en: 'So much cannot be ordered online: call the shop.',
  }),
});

/** What of an order is more than a few, in words. Pure. */
function excessWords(excess: Excess, locale: Locale): string {
  const isFrench = locale === 'fr';
  if (excess.of === 'order')
    return isFrench
      ? `une commande est de ${excess.most} articles ou kilos au plus`
      : `an order has ${excess.most} items or kilos at most`;
  const most = excess.isWeight ? weightWords(excess.most, locale) : String(excess.most);
  return isFrench
    ? `on commande au plus la moitié de ce qui reste, ici ${most} de «\u00a0${excess.name}\u00a0»`
    : `half of what is left can be ordered at most, here ${most} of “${excess.name}”`;
}

/** A person has four ways to have more; a program that takes all that there is has none that costs it nothing. */
export const OrderNeedsProof = defineError<{ excess: Excess }>('order-needs-proof', {
  kind: 'invalid',
  title: { fr: 'Trop à la fois sans vérification', en: 'Too much at once without a check' },
  detail: ({ excess }) => ({
    fr: `Rien n’a été commandé\u00a0: la commande est arrivée sans la vérification que le navigateur fait de lui-même avec JavaScript, et sans elle ni compte ${excessWords(excess, 'fr')}. Rechargez la page, connectez-vous, prenez-en moins ou appelez le commerce.`,
    en: `Nothing was ordered: the order came without the check that a browser does by itself with JavaScript, and without it or an account ${excessWords(excess, 'en')}. Reload the page, sign in, take less or call the shop.`,
  }),
});

/** What is wrong with what was chosen of a product, in one sentence. Pure. */
export function choiceWords(problem: ChoiceProblem, locale: Locale): string {
  const isFrench = locale === 'fr';
  switch (problem.problem) {
    case 'missing':
      return isFrench
        ? `choisissez «\u00a0${problem.group}\u00a0» (${problem.least} au moins)`
        : `choose “${problem.group}” (${problem.least} at least)`;
    case 'too-many':
      return isFrench
        ? `${problem.most} au plus pour «\u00a0${problem.group}\u00a0»`
        : `${problem.most} at most for “${problem.group}”`;
    case 'unknown':
      return isFrench
        ? `«\u00a0${problem.choice}\u00a0» n’est plus proposé`
        : `“${problem.choice}” is not offered any more`;
    case 'weight': {
      const words = (grams: number): string => weightWords(grams, locale);
      const [least, most, step] = [words(problem.least), words(problem.most), words(problem.step)] as const;
      if (problem.least === problem.most) return isFrench ? `choisissez ${least}` : `choose ${least}`;
      return isFrench
        ? `choisissez un poids de ${least} à ${most}, par ${step}`
        : `choose a weight of ${least} to ${most}, in steps of ${step}`;
    }
    case 'pieces':
      return isFrench
        ? 'dites combien de pièces\u00a0: il ne se vend pas au poids'
        : 'say how many pieces: it is not sold by weight';
  }
}

/** What changed, in one sentence each. Pure. */
function changeWords(change: BasketChange, locale: Locale): string {
  const isFrench = locale === 'fr';
  switch (change.kind) {
    case 'terms':
      return isFrench ? 'le commerce a changé ses conditions' : 'the shop has changed its terms';
    case 'summary':
      return isFrench
        ? 'le récapitulatif n’est pas revenu tel qu’il était affiché, relisez-le'
        : 'the summary did not come back as it was shown, read it again';
    case 'fee':
      return isFrench
        ? `la livraison ou l’envoi coûte maintenant ${priceWords(change.now, locale)}`
        : `delivery or sending now costs ${priceWords(change.now, locale)}`;
    case 'gone':
      if (change.name !== null)
        return isFrench
          ? `«\u00a0${change.name}\u00a0» n’est plus vendu`
          : `“${change.name}” is not sold any more`;
      return isFrench ? 'un produit n’est plus vendu' : 'a product is not sold any more';
    case 'unavailable':
      return isFrench ? `«\u00a0${change.name}\u00a0» est indisponible` : `“${change.name}” is not available`;
    case 'on-request':
      return isFrench
        ? `«\u00a0${change.name}\u00a0» se demande au commerce`
        : `“${change.name}” has to be asked for at the shop`;
    case 'sold-out':
      if (change.left === 0)
        return isFrench ? `«\u00a0${change.name}\u00a0» est épuisé` : `“${change.name}” is sold out`;
      if (change.isWeight)
        return isFrench
          ? `il reste ${weightWords(change.left, locale)} de «\u00a0${change.name}\u00a0»`
          : `${weightWords(change.left, locale)} of “${change.name}” are left`;
      return isFrench
        ? `il reste ${change.left} «\u00a0${change.name}\u00a0»`
        : `${change.left} of “${change.name}” are left`;
    case 'choices': {
      const words = choiceWords(change.problem, locale);
      return isFrench ? `pour «\u00a0${change.name}\u00a0», ${words}` : `for “${change.name}”, ${words}`;
    }
    case 'price':
      return isFrench
        ? `«\u00a0${change.name}\u00a0» coûte maintenant ${priceWords(change.now, locale)}${change.isByKilo ? ' le kilo' : ''}`
        : `“${change.name}” now costs ${priceWords(change.now, locale)}${change.isByKilo ? ' a kilo' : ''}`;
    case 'name':
      return isFrench
        ? `un produit de votre panier s’appelle maintenant «\u00a0${change.name}\u00a0»`
        : `a product of your basket is now called “${change.name}”`;
    case 'allergens': {
      const now =
        allergenWords(change.allergens, locale) ?? (isFrench ? 'non renseignés' : 'not said any more');
      return isFrench
        ? `les allergènes ont changé pour «\u00a0${change.name}\u00a0» (${now})`
        : `the allergens of “${change.name}” have changed (${now})`;
    }
    case 'estimate':
      return isFrench
        ? `«\u00a0${change.name}\u00a0» se vend au kilo\u00a0: une pièce pèse environ ${weightWords(change.grams, locale)}`
        : `“${change.name}” is sold by the kilo: a piece weighs about ${weightWords(change.grams, locale)}`;
  }
}

/** All that changed in a basket, as a part of a sentence. Pure. */
export const basketWords = (changes: readonly BasketChange[], locale: Locale): string =>
  changes.map((change) => changeWords(change, locale)).join(', ');

/** Nothing was ordered: what changed is told, and the customer decides. */
export const BasketChanged = defineError<{ changes: readonly BasketChange[] }>('basket-changed', {
  kind: 'conflict',
  title: { fr: 'Votre panier a changé', en: 'Your basket has changed' },
  detail: ({ changes }) => ({
    fr: `Rien n’a été commandé\u00a0: ${basketWords(changes, 'fr')}. Vérifiez votre panier, puis commandez.`,
    en: `Nothing was ordered: ${basketWords(changes, 'en')}. Check your basket, then order.`,
  }),
});

const SLOT_REFUSALS: Readonly<Record<SlotRefusal, { readonly fr: string; readonly en: string }>> = {
  past: { fr: 'ce créneau a déjà commencé', en: 'this slot has begun' },
  'beyond-horizon': { fr: 'ce créneau est trop lointain', en: 'this slot is too far ahead' },
  'not-offered': { fr: 'le commerce ne propose pas ce créneau', en: 'the shop does not offer this slot' },
  paused: { fr: 'le commerce a fermé ce créneau', en: 'the shop has closed this slot' },
  'past-cut-off': { fr: 'l’heure limite de commande est passée', en: 'the time to order for it is over' },
  'too-soon': {
    fr: 'le commerce n’a plus le temps de préparer',
    en: 'the shop has no time left to prepare it',
  },
  'not-then': {
    fr: 'un produit de votre panier n’est pas proposé à ce moment-là',
    en: 'a product of your basket is not offered at that time',
  },
  'too-large': {
    fr: 'votre panier est trop grand pour un créneau',
    en: 'your basket is too large for a slot',
  },
  full: { fr: 'ce créneau vient d’être complet', en: 'this slot has just become full' },
};

/** Nothing was ordered and nothing was moved: another slot is the customer's to choose. */
export const SlotRefused = defineError<{ refusal: SlotRefusal }>('slot-refused', {
  kind: 'conflict',
  title: { fr: 'Choisissez un autre créneau', en: 'Choose another slot' },
  detail: ({ refusal }) => ({
    fr: `Rien n’a été commandé\u00a0: ${SLOT_REFUSALS[refusal].fr}. Choisissez-en un autre.`,
    en: `Nothing was ordered: ${SLOT_REFUSALS[refusal].en}. Choose another one.`,
  }),
});

/** The same, said at the field that the slot was chosen in. */
export const slotRefused = (refusal: SlotRefusal): InstanceType<typeof SlotRefused> => {
  const { fr, en } = SLOT_REFUSALS[refusal];
  const message = { fr: `Choisissez un autre créneau\u00a0: ${fr}.`, en: `Choose another slot: ${en}.` };
  return new SlotRefused({ refusal }, [{ pointer: '/slot', message }]);
};

const CLOSURES: Readonly<Record<Closure, { readonly fr: string; readonly en: string }>> = {
  day: { fr: 'vous avez fermé ce jour-là', en: 'you have closed that day' },
  slot: { fr: 'vous avez fermé ce créneau', en: 'you have closed this slot' },
  hours: { fr: 'vous n’êtes plus ouvert à cette heure-là', en: 'you are no longer open at that hour' },
};

/** The shop is closed at the new time: it decides again. */
export const DelayBeyondHours = defineError('delay-beyond-hours', {
  kind: 'conflict',
  title: { fr: 'Commerce fermé à cette heure', en: 'Shop closed at that time' },
  detail: () => ({
    fr: 'Rien n’a été repoussé\u00a0: vous êtes fermé à cette heure-là. Choisissez ci-dessous.',
    en: 'Nothing was put off: you are closed at that time. Choose below.',
  }),
});

export const DelayIntoFull = defineError('delay-into-full', {
  kind: 'conflict',
  title: { fr: 'Créneau complet', en: 'Slot full' },
  detail: () => ({
    fr: 'Rien n’a été repoussé\u00a0: ce créneau est complet. Choisissez ci-dessous.',
    en: 'Nothing was put off: that slot is full. Choose below.',
  }),
});

export const DayNotClosed = defineError('day-not-closed', {
  kind: 'conflict',
  title: { fr: 'Ce jour n’est plus fermé', en: 'This day is not closed any more' },
  detail: () => ({
    fr: 'Rien n’a été annulé\u00a0: vos horaires disent que vous êtes ouvert ce jour-là.',
    en: 'Nothing was cancelled: your hours say that you are open that day.',
  }),
});

/** Nothing is accepted in silence that nobody could collect: the shop decides again, knowing that it is closed. */
export const ShopClosedThen = defineError<{ closure: Closure }>('shop-closed-then', {
  kind: 'conflict',
  title: { fr: 'Commerce fermé à ce moment-là', en: 'Shop closed at that time' },
  detail: ({ closure }) => ({
    fr: `Rien n’a été accepté\u00a0: ${CLOSURES[closure].fr}. Choisissez ci-dessous.`,
    en: `Nothing was accepted: ${CLOSURES[closure].en}. Choose below.`,
  }),
});

/** Somebody else was faster, or the step does not exist. */
export const OrderMoved = defineError<{ state: OrderState }>('order-moved', {
  kind: 'conflict',
  title: { fr: 'La commande a changé', en: 'The order has changed' },
  detail: () => ({
    fr: 'Cette commande n’est plus là où vous l’aviez laissée\u00a0: rien n’a été fait. Regardez où elle en est.',
    en: 'This order is not where you left it: nothing was done. Look where it stands now.',
  }),
});

/** Says nothing of the order: who opens it may be anybody who was passed the mail. */
export const OrderAnswerOver = defineError('order-answer-over', {
  kind: 'gone',
  title: { fr: 'Lien sans effet', en: 'Link without effect' },
  detail: () => ({
    fr: 'Ce lien ne permet plus de répondre à une commande : il était pour quelqu’un qui ne s’occupe plus des commandes de ce commerce. Si c’est une erreur, connectez-vous à votre espace.',
    en: 'This link no longer answers an order: it was for somebody who does not handle the orders of this shop any more. If that is a mistake, sign in to your space.',
  }),
});

/** Where the shop asks that orders be confirmed. */
export const OrderNeedsEmail = defineError('order-needs-email', {
  kind: 'invalid',
  title: { fr: 'Adresse électronique nécessaire', en: 'Email address needed' },
  detail: () => ({
    fr: 'Ce commerce demande que chaque commande soit confirmée par un lien envoyé par courriel\u00a0: écrivez votre adresse électronique.',
    en: 'This shop asks that each order be confirmed by a link that is sent by email: write your email address.',
  }),
});

/** Cancelled, or not confirmed in time. */
export const OrderConfirmationOver = defineError('order-confirmation-over', {
  kind: 'conflict',
  title: { fr: 'Trop tard pour confirmer', en: 'Too late to confirm' },
  detail: () => ({
    fr: 'Cette commande ne peut plus être confirmée\u00a0: elle a été annulée, ou le délai est passé. Rien n’est dû\u00a0; vous pouvez commander de nouveau.',
    en: 'This order can no longer be confirmed: it was cancelled, or the time is over. Nothing is owed; you can order again.',
  }),
});

/** Nobody is late whose time has not come. */
export const OrderNotDue = defineError('order-not-due', {
  kind: 'conflict',
  title: { fr: 'L’heure n’est pas venue', en: 'Its time has not come' },
  detail: () => ({
    fr: 'Rien n’a été fait\u00a0: l’horaire de cette commande n’a pas commencé. Vous pourrez noter que personne n’est venu à partir de cet horaire.',
    en: 'Nothing was done: the time of this order has not begun. You can note that nobody came from then on.',
  }),
});

export const OrderNotWeighed = defineError('order-not-weighed', {
  kind: 'conflict',
  title: { fr: 'À peser d’abord', en: 'To be weighed first' },
  detail: () => ({
    fr: 'Rien n’a été fait\u00a0: pesez d’abord ce qui se vend au poids, votre client doit connaître son prix.',
    en: 'Nothing was done: weigh what is sold by weight first, your customer must know its price.',
  }),
});

export const OrderCodeWrong = defineError('order-code-wrong', {
  kind: 'invalid',
  title: { fr: 'Mauvais code', en: 'Wrong code' },
  detail: () => ({
    fr: 'Ce code n’est pas celui de la commande. Rien n’a été remis.',
    en: 'This is not the code of the order. Nothing was handed over.',
  }),
});

/** The same whatever other shops have. */
export const OrderCodeUnknown = defineError('order-code-unknown', {
  kind: 'invalid',
  title: { fr: 'Code inconnu', en: 'Unknown code' },
  detail: () => ({
    fr: 'Aucune commande en cours de ce commerce n’a ce code. Relisez-le avec votre client.',
    en: 'No order of this shop that is under way has this code. Read it again with your customer.',
  }),
});

/** Code de la santé publique, L3342-1: who hands alcohol over asks for proof of majority. */
export const ProofOfAgeMissing = defineError('proof-of-age-missing', {
  kind: 'invalid',
  title: { fr: 'Preuve de majorité à demander', en: 'Proof of age to be asked for' },
  detail: () => ({
    fr: 'Rien n’a été remis\u00a0: cette commande contient un article interdit aux mineurs. Demandez une pièce d’identité, puis cochez que vous l’avez vue.',
    en: 'Nothing was handed over: this order has goods for adults only. Ask for proof of age, then tick that you saw it.',
  }),
});

export const WithdrawalOver = defineError('withdrawal-over', {
  kind: 'conflict',
  title: { fr: 'Rétractation impossible', en: 'No withdrawal possible' },
  detail: () => ({
    fr: 'On ne peut plus renoncer à ce que vous avez choisi\u00a0: le délai est passé, ou la commande a changé. Rien n’a été fait.',
    en: 'What you chose cannot be withdrawn from any more: the time is over, or the order has changed. Nothing was done.',
  }),
});
