import type { Locale } from '@halles/kernel';

const fr = {
  heading: 'Les commandes en chiffres',
  lead: 'Tous les commerces du territoire ensemble. Le nombre de commandes est dit même quand un seul commerce en a reçu\u202f; ni montant ni réponse d’un seul d’entre eux.',
  period: 'Période',
  periods: { '4': '4 semaines', '13': '3 mois', '52': '12 mois' },
  span: (first: string, last: string, firstBefore: string, lastBefore: string): string =>
    `Du ${first} au ${last}, comparé à la même durée d’avant\u00a0: du ${firstBefore} au ${lastBefore}.`,
  none: 'Aucune commande n’a été passée sur le territoire pendant cette période.',
  figure: 'Chiffre',
  now: 'Période',
  before: 'Avant',
  taking: 'Commerces où l’on peut commander maintenant',
  placed: 'Commandes passées',
  shops: 'Commerces qui en ont reçu',
  inTime: 'Commerces qui répondent à temps',
  ofShops: (some: string, all: string, percent: string): string => `${some} sur ${all} (${percent}\u00a0%)`,
  nobody: 'aucun n’a eu à répondre',
  sold: 'Montant remis, taxes comprises, semaines terminées',
  hidden: 'masqué',
  unsold: 'aucune vente',
  rule: 'Le montant n’est dit que si au moins cinq commerces ont vendu et qu’aucun ne fait plus de 85\u00a0% du total\u00a0: sinon il trahirait le chiffre d’un seul. La semaine en cours n’y compte pas encore. La part de ceux qui répondent à temps n’est dite que si au moins cinq ont eu à répondre. Un commerce répond à temps quand il a répondu à neuf commandes sur dix avant d’avoir été relancé.',
  weeks: 'Semaine par semaine',
  week: 'Semaine du',
  current: 'en cours',
};

const en: typeof fr = {
  heading: 'Orders in figures',
  lead: 'All shops of the territory together. How many orders there were is told even where a single shop received them; no amount and no answer of a single one is.',
  period: 'Period',
  periods: { '4': '4 weeks', '13': '3 months', '52': '12 months' },
  span: (first: string, last: string, firstBefore: string, lastBefore: string): string =>
    `From ${first} to ${last}, compared with the same length of time before: from ${firstBefore} to ${lastBefore}.`,
  none: 'Nothing was ordered on the territory in this period.',
  figure: 'Figure',
  now: 'Period',
  before: 'Before',
  taking: 'Shops where people can order now',
  placed: 'Orders placed',
  shops: 'Shops that received any',
  inTime: 'Shops that answer in time',
  ofShops: (some: string, all: string, percent: string): string => `${some} of ${all} (${percent}%)`,
  nobody: 'none had to answer',
  sold: 'Amount handed over, taxes included, weeks that are over',
  hidden: 'hidden',
  unsold: 'no sale',
  rule: 'The amount is told only where at least five shops sold and none makes more than 85% of the total: otherwise it would give away the figure of one. The current week does not count in it yet. The share of those that answer in time is told only where at least five had to answer. A shop answers in time when it answered nine orders in ten before it was reminded.',
  weeks: 'Week by week',
  week: 'Week of',
  current: 'current',
};

export type OrderFiguresWords = typeof fr;

/** The words of the orders of a territory in figures. Pure. */
export const orderFiguresWords = (locale: Locale): OrderFiguresWords => ({ fr, en })[locale];
