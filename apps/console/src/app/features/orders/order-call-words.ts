import type { OrderCalls } from '@halles/contracts';
import type { Locale } from '@halles/kernel';

type Attempt = OrderCalls['calls'][number]['attempts'][number];

const fr = {
  lead: 'Des commerces n’ont pas répondu à ces commandes pendant leurs heures d’ouverture, malgré nos relances. Appelez-les\u00a0: répondre d’un geste suffit. Une commande acceptée, refusée ou annulée quitte la liste.',
  none: 'Aucune commande à rappeler.',
  cut: 'Seules les 100 premières sont montrées.',
  number: (number: string): string => `Commande ${number}`,
  slot: (slot: string): string => `Prévue\u00a0: ${slot}`,
  since: (at: string): string => `Attend depuis le ${at}`,
  notified: 'Le client est prévenu qu’il peut annuler.',
  noPhone: 'Aucun numéro connu',
  call: (phone: string): string => `Appeler le ${phone}`,
  tried: 'Ce qui a été tenté',
  means: { order: 'Courriel de la commande', reminder: 'Relance par courriel', text: 'Texto' },
  status: {
    queued: 'pas encore parti',
    sent: 'remis',
    refused: 'refusé',
    withheld: 'retenu',
    bounced: 'revenu',
  },
  take: 'Je m’en occupe',
  leave: 'Je ne m’en occupe plus',
  yours: 'Vous vous en occupez.',
  theirs: (name: string): string => `${name} s’en occupe.`,
  note: 'Note pour vos collègues',
  noteHint: 'Sur le commerce, pas sur le client.',
  tryToNote: 'Garder la note',
  theirNote: (note: string): string =>
    `Un collègue a écrit entre-temps\u00a0: «\u00a0${note}\u00a0». Votre texte remplacera sa note.`,
  noteRemoved: 'Un collègue a effacé la note entre-temps.',
  done: 'Commerce joint',
  undone: 'À rappeler encore',
  doneBy: (name: string, at: string): string => `Joint par ${name}, le ${at}.`,
  saved: 'C’est noté.',
  answer: 'Répondre pour le commerce',
  answerLead:
    'Son mandat confie ses commandes à la collectivité\u00a0: vous acceptez, refusez, repoussez ou annulez, il en est prévenu.',
  enter: 'Prendre une commande pour quelqu’un au téléphone',
  enterLead:
    'Chez un commerce dont le mandat confie les commandes à la collectivité. Il la reçoit comme toute autre et doit la confirmer.',
  findShop: 'Commerce',
  findShopHint: 'Une partie de son nom ou de son adresse.',
  enterOrder: 'Prendre une commande',
  seeOrders: 'Voir ses commandes',
  takesNone: 'Ne prend pas de commandes en ce moment.',
  noShop: 'Aucun commerce ne porte ce nom parmi eux.',
  noShops:
    'Aucun mandat ne confie de commandes à la collectivité. Le commerçant coche «\u00a0commandes\u00a0» en le signant.',
  cutShops: 'Seuls les 500 premiers sont montrés.',
  silent: 'Commerces qui ne répondent pas',
  silentLead:
    'Leurs dernières commandes ont pris fin sans réponse. Après trois, nous leur demandons s’ils font une pause\u00a0; après cinq, leurs commandes sont mises en pause. Un commerce qui répond quitte la liste.',
  silentNone: 'Tous les commerces répondent à leurs commandes.',
  missed: (count: number): string =>
    count === 1 ? 'Une commande sans réponse' : `${count} commandes de suite sans réponse`,
  lastMissed: (at: string): string => `la dernière le ${at}`,
  asked: (at: string): string => `interrogé le ${at}`,
  pausedBy: (until: string, isOurs: boolean): string =>
    isOurs ? `mis en pause par la plateforme jusqu’au ${until}` : `en pause jusqu’au ${until}`,
};

const en: typeof fr = {
  lead: 'Shops have not answered these orders during their opening hours, although we sent reminders. Call them: one touch answers. An order that is accepted, refused or cancelled leaves the list.',
  none: 'No order to call about.',
  cut: 'Only the first 100 are shown.',
  number: (number: string): string => `Order ${number}`,
  slot: (slot: string): string => `Planned for: ${slot}`,
  since: (at: string): string => `Has waited since ${at}`,
  notified: 'The customer was told that they may cancel.',
  noPhone: 'No number known',
  call: (phone: string): string => `Call ${phone}`,
  tried: 'What was tried',
  means: { order: 'Mail of the order', reminder: 'Reminder by mail', text: 'Text message' },
  status: {
    queued: 'not sent yet',
    sent: 'handed over',
    refused: 'refused',
    withheld: 'withheld',
    bounced: 'came back',
  },
  take: 'I take care of it',
  leave: 'I let go of it',
  yours: 'You take care of it.',
  theirs: (name: string): string => `${name} takes care of it.`,
  note: 'Note for your colleagues',
  noteHint: 'About the shop, not about the customer.',
  tryToNote: 'Keep the note',
  theirNote: (note: string): string => `A colleague wrote meanwhile: “${note}”. Your text will replace it.`,
  noteRemoved: 'A colleague removed the note meanwhile.',
  done: 'Shop reached',
  undone: 'Still to be called',
  doneBy: (name: string, at: string): string => `Reached by ${name}, ${at}.`,
  saved: 'It is noted.',
  answer: 'Answer for the shop',
  answerLead:
    'Its mandate leaves its orders to the local authority: you accept, refuse, put off or cancel, and it is told.',
  enter: 'Enter an order for somebody on the phone',
  enterLead:
    'At a shop whose mandate leaves its orders to the local authority. It receives the order as any other, and has to confirm it.',
  findShop: 'Shop',
  findShopHint: 'A part of its name or address.',
  enterOrder: 'Enter an order',
  seeOrders: 'See its orders',
  takesNone: 'Takes no orders at the moment.',
  noShop: 'None of them is called that.',
  noShops: 'No mandate leaves orders to the local authority. The merchant ticks “orders” when signing.',
  cutShops: 'Only the first 500 are shown.',
  silent: 'Shops that do not answer',
  silentLead:
    'Their last orders ended without an answer. After three we ask whether they pause; after five their orders are paused. A shop that answers leaves the list.',
  silentNone: 'All shops answer their orders.',
  missed: (count: number): string =>
    count === 1 ? 'One order without an answer' : `${count} orders in a row without an answer`,
  lastMissed: (at: string): string => `the last one ${at}`,
  asked: (at: string): string => `asked ${at}`,
  pausedBy: (until: string, isOurs: boolean): string =>
    isOurs ? `paused by the platform until ${until}` : `paused until ${until}`,
};

export type OrderCallWords = typeof fr;

/** The words of the orders to call about. Pure. */
export const orderCallWords = (locale: Locale): OrderCallWords => ({ fr, en })[locale];

/** An attempt in one line: "Relance par courriel : remis, 1 déc., 09:32 (250 OK)". Pure. @param moment words an instant */
export function attemptLine(
  { means, status, sentAt, response }: Attempt,
  words: OrderCallWords,
  locale: Locale,
  moment: (iso: string) => string,
): string {
  const when = sentAt === null ? '' : `, ${moment(sentAt)}`;
  const answer = response === null ? '' : ` (${response})`;
  return `${words.means[means]}${locale === 'fr' ? '\u00a0:' : ':'} ${words.status[status]}${when}${answer}`;
}

/** A text as it is compared with what is typed: without accents and capitals. Pure. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .trim();
