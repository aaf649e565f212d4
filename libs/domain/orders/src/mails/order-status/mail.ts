import { defineMail, joinMailTexts, type MailTexts, oneLine, qrRows, webUrl } from '@halles/platform/mail';
import { isCollected } from '../../fulfilment/fulfilment-words';
import { termsWords, methodsPaid, withdrawalForm } from '../../order-terms';
import { CONTENTS_SAFE_FOR_ANYONE, contentsOf } from '../order-contents';
import { orderMailTexts } from '../order-texts';
import { orderStatusFixtures } from './fixtures';
import type { OrderNotice, OrderStatusModel } from './model';
import { reasonText, reasonTexts } from './reason-texts';
import { receptionTexts } from './reception-texts';
import { ofKind, reservationTexts } from './reservation-texts';
import { undoneTexts } from './undone-texts';

/** What binds nobody any more, and gives no right either. */
const NO_CONTRACT: ReadonlySet<OrderNotice> = new Set([
  'refused',
  'cancelled',
  'unanswered',
  'not-collected',
  'released',
  'list-lapsed',
]);

const texts: MailTexts = {
  fr: {
    'order-status.received.subject': 'Votre demande {number} est bien arrivée',
    'order-status.received.heading': 'Votre demande est arrivée chez {listing}',
    'order-status.received.what':
      'Elle n’est pas encore confirmée\u00a0: le commerce vous répond par un autre message.',
    'order-status.list-received.subject': 'Votre liste {number} est bien arrivée',
    'order-status.list-received.heading': 'Votre liste est arrivée chez {listing}',
    'order-status.list-received.what':
      'Rien n’est commandé et rien n’est dû\u00a0: le commerce vous répond avec un prix, et vous donnez ensuite votre accord, ou non.',
    'order-status.list-lapsed.subject': 'Votre liste {number}\u00a0: demande terminée',
    'order-status.list-lapsed.heading': 'Demande terminée, sans accord de votre part\u00a0: {listing}',
    'order-status.list-lapsed.what':
      'Vous n’avez pas répondu au prix proposé avant la fin du délai. Rien n’est dû.',
    'order-status.still-unconfirmed.subject': 'Votre demande {number} n’est pas encore confirmée',
    'order-status.still-unconfirmed.heading': 'Pas encore confirmée par le commerce\u00a0: {listing}',
    'order-status.still-unconfirmed.what':
      'Nous l’avons relancé et la collectivité doit l’appeler. Ne venez pas sans confirmation. Si vous préférez aller ailleurs, ouvrez la commande et annulez-la\u00a0: rien n’est dû.',
    'order-status.accepted.heading': 'C’est confirmé\u00a0: {slot}',
    'order-status.accepted.what':
      'Votre commande est confirmée chez {listing}. Présentez le code au retrait.',
    'order-status.weighed.subject': 'Le prix de votre commande {number} est connu',
    'order-status.weighed.heading': 'Le prix est connu chez {listing}\u00a0: {total}',
    'order-status.weighed.what':
      '{listing} a pesé ce qui se vend au poids\u00a0: voici le prix de chaque article.',
    'order-status.delayed-unconfirmed.heading': 'Horaire demandé plus tard\u00a0: {slot}',
    'order-status.delayed-unconfirmed.what':
      '{listing} a besoin d’un peu plus de temps. Votre demande n’est pas encore confirmée\u00a0: attendez son message.',
    'order-status.delayed.heading': 'Nouvel horaire de retrait\u00a0: {slot}',
    'order-status.delayed.what': '{listing} a besoin d’un peu plus de temps.',
    'order-status.ready.subject': 'Votre commande {number} est prête',
    'order-status.ready.heading': 'C’est prêt chez {listing}',
    'order-status.ready.what': 'Vous pouvez venir. Présentez le code au retrait.',
    'order-status.collected.heading': 'Commande remise',
    'order-status.collected.what': '{listing} a noté que votre commande vous a été remise.',
    'order-status.refused.subject': 'Votre commande {number} ne peut pas être préparée',
    'order-status.refused.heading': '{listing} ne peut pas préparer votre commande',
    'order-status.refused.what': 'Rien n’est dû. Vous pouvez commander autre chose ou ailleurs.',
    'order-status.cancelled.heading': 'Commande annulée',
    'order-status.cancelled.what': 'Rien n’est dû.',
    'order-status.advance.refused.what':
      'Le commerce vous rend ce que vous avez payé d’avance. Vous pouvez commander autre chose ou ailleurs.',
    'order-status.advance.cancelled.what': 'Le commerce vous rend ce que vous avez payé d’avance.',
    'order-status.unanswered.subject': 'Votre commande {number} est restée sans réponse',
    'order-status.unanswered.heading': '{listing} n’a pas répondu',
    'order-status.unanswered.what':
      'Le créneau est passé sans réponse\u00a0: votre commande est annulée et rien n’est dû.',
    'order-status.not-collected.heading': 'Votre commande vous attendait',
    'order-status.not-collected.what': '{listing} a noté que personne n’est venu la chercher.',
    'order-status.code': 'Code de retrait',
    'order-status.qr': 'QR code du code {code}',
    'order-status.code-line': 'Code de retrait\u00a0: {code}',
    'order-status.place': 'Adresse',
    'order-status.place-line': 'Adresse\u00a0: {place}',
    'order-status.form':
      'Formulaire type de rétractation, à ne remplir et renvoyer que pour se rétracter autrement que sur la page de la commande',
    'order-status.action': 'Voir la commande',
    'order-status.action-line': 'Voir la commande\u00a0: {orderUrl}',
    'order-status.directions': 'Itinéraire',
    'order-status.directions-line': 'Itinéraire\u00a0: {directionsUrl}',
    'order-status.calendar.time': 'L’horaire est joint à ce message, pour votre agenda.',
    'order-status.calendar.end': 'Ouvrez le fichier joint pour retirer l’horaire de votre agenda.',
    'order-status.why':
      'Vous recevez ce message parce que cette adresse a servi à commander sur «\u00a0{portal}\u00a0». Si ce n’était pas vous, ouvrez la commande et annulez-la.',
  },
  en: {
    'order-status.received.subject': 'Your request {number} has arrived',
    'order-status.received.heading': 'Your request has reached {listing}',
    'order-status.received.what': 'It is not confirmed yet: the shop answers with another message.',
    'order-status.list-received.subject': 'Your list {number} has arrived',
    'order-status.list-received.heading': 'Your list has arrived at {listing}',
    'order-status.list-received.what':
      'Nothing is ordered and nothing is owed: the shop answers with a price, and you agree to it then, or do not.',
    'order-status.list-lapsed.subject': 'Your list {number}: request over',
    'order-status.list-lapsed.heading': 'Request over, you did not agree: {listing}',
    'order-status.list-lapsed.what':
      'You did not answer the price that was proposed before its end. Nothing is owed.',
    'order-status.still-unconfirmed.subject': 'Your request {number} is not confirmed yet',
    'order-status.still-unconfirmed.heading': 'Not confirmed by the shop yet: {listing}',
    'order-status.still-unconfirmed.what':
      'We have reminded it, and the local authority is to call it. Do not come without a confirmation. If you would rather go elsewhere, open the order and cancel it: nothing is owed.',
    'order-status.accepted.heading': 'It is confirmed: {slot}',
    'order-status.accepted.what': 'Your order at {listing} is confirmed. Show the code at pickup.',
    'order-status.weighed.subject': 'The price of your order {number} is known',
    'order-status.weighed.heading': 'The price is known at {listing}: {total}',
    'order-status.weighed.what':
      '{listing} has weighed what is sold by weight: here is the price of each item.',
    'order-status.delayed-unconfirmed.heading': 'A later time is asked for: {slot}',
    'order-status.delayed-unconfirmed.what':
      '{listing} needs a little more time. Your request is not confirmed yet: wait for its message.',
    'order-status.delayed.heading': 'New pickup time: {slot}',
    'order-status.delayed.what': '{listing} needs a little more time.',
    'order-status.ready.subject': 'Your order {number} is ready',
    'order-status.ready.heading': 'It is ready at {listing}',
    'order-status.ready.what': 'You can come. Show the code at pickup.',
    'order-status.collected.heading': 'Order handed over',
    'order-status.collected.what': '{listing} noted that your order was handed over to you.',
    'order-status.refused.subject': 'Your order {number} cannot be prepared',
    'order-status.refused.heading': '{listing} cannot prepare your order',
    'order-status.refused.what': 'Nothing is owed. You can order something else, or elsewhere.',
    'order-status.cancelled.heading': 'Order cancelled',
    'order-status.cancelled.what': 'Nothing is owed.',
    'order-status.advance.refused.what':
      'The shop gives you back what you paid in advance. You can order something else, or elsewhere.',
    'order-status.advance.cancelled.what': 'The shop gives you back what you paid in advance.',
    'order-status.unanswered.subject': 'Your order {number} got no answer',
    'order-status.unanswered.heading': '{listing} has not answered',
    'order-status.unanswered.what':
      'The slot is over and nobody answered: your order is cancelled, and nothing is owed.',
    'order-status.not-collected.heading': 'Your order was waiting for you',
    'order-status.not-collected.what': '{listing} noted that nobody came to collect it.',
    'order-status.code': 'Pickup code',
    'order-status.qr': 'QR code of the code {code}',
    'order-status.code-line': 'Pickup code: {code}',
    'order-status.place': 'Address',
    'order-status.place-line': 'Address: {place}',
    'order-status.form':
      'Model withdrawal form, to be filled in and sent back only to withdraw otherwise than on the page of the order',
    'order-status.action': 'See the order',
    'order-status.action-line': 'See the order: {orderUrl}',
    'order-status.directions': 'Directions',
    'order-status.directions-line': 'Directions: {directionsUrl}',
    'order-status.calendar.time': 'The time is attached to this message, for your calendar.',
    'order-status.calendar.end': 'Open the attached file to take the time out of your calendar.',
    'order-status.why':
      'You receive this message because this address was used to order on “{portal}”. If that was not you, open the order and cancel it.',
  },
};

/** Those whose heading names the shop: their subject does not, since a shop may be called anything. */
const NAMES_THE_SHOP: ReadonlySet<OrderNotice> = new Set([
  'list-received',
  'list-lapsed',
  'received',
  'still-unconfirmed',
  'unconfirmed',
  'proposal-dropped',
  'weighed',
  'ready',
  'not-ready',
  'refused',
  'unanswered',
  'released',
  'restored-unconfirmed',
]);

/** Notices that say how it is received: of an order that is brought or sent they have headings of their own. */
const OF_RECEPTION: ReadonlySet<OrderNotice> = new Set([
  'accepted',
  'delayed',
  'ready',
  'collected',
  'not-handed-over',
  'not-collected',
  'restored',
]);

/** The same, with those whose sentence alone says so. */
const SAYS_RECEPTION: ReadonlySet<OrderNotice> = new Set([
  ...OF_RECEPTION,
  'still-unconfirmed',
  'unanswered',
]);

type Received = Pick<OrderStatusModel, 'notice' | 'fulfilment' | 'kind'>;

const ofFulfilment = (notices: ReadonlySet<OrderNotice>, { notice, fulfilment }: Received): string =>
  notices.has(notice) && !isCollected(fulfilment) ? `${fulfilment}.` : '';

/** Of what was paid in advance and came to nothing, something is owed: to its customer. */
const whatOf = (model: OrderStatusModel): string =>
  model.hasAdvance === true && (model.notice === 'refused' || model.notice === 'cancelled')
    ? `order-status.advance.${model.notice}.what`
    : ofKind(model.kind, `order-status.${ofFulfilment(SAYS_RECEPTION, model)}${model.notice}.what`);

const headingOf = (model: Received): string =>
  ofKind(model.kind, `order-status.${ofFulfilment(OF_RECEPTION, model)}${model.notice}.heading`);

/** What is delivered is handed over against a code too. */
function codeTexts({ fulfilment }: Received): { readonly codeText: string; readonly codeLineText: string } {
  const text = `order-status.${fulfilment === 'delivery' ? 'delivery.' : ''}code`;
  return { codeText: text, codeLineText: `${text}-line` };
}

/** The address of the shop is where to go, or that of who sells. */
function placeTexts({ fulfilment }: Received): {
  readonly placeText: string;
  readonly placeLineText: string;
} {
  const text = fulfilment === 'pickup' ? 'order-status.place' : 'order-status.shop';
  return { placeText: text, placeLineText: `${text}-line` };
}

export const orderStatus = defineMail<OrderStatusModel>({
  name: 'order-status',
  folder: 'libs/domain/orders/src/mails',
  texts: joinMailTexts(
    orderMailTexts,
    joinMailTexts(
      joinMailTexts(texts, joinMailTexts(undoneTexts, reservationTexts)),
      joinMailTexts(receptionTexts, reasonTexts),
    ),
  ),
  subject: (model) =>
    NAMES_THE_SHOP.has(model.notice)
      ? ofKind(model.kind, `order-status.${model.notice}.subject`)
      : headingOf(model),
  values: (model, reader) => ({
    ...contentsOf(model, reader),
    headingText: headingOf(model),
    ...placeTexts(model),
    whatText: whatOf(model),
    actionText: ofKind(model.kind, 'order-status.action'),
    actionLineText: ofKind(model.kind, 'order-status.action-line'),
    whyText: ofKind(model.kind, 'order-status.why'),
    ...codeTexts(model),
    code: model.code,
    qr: /^\d{6}$/.test(model.code) ? qrRows(model.code) : [],
    place: model.place,
    deliverTo: oneLine(model.deliverTo ?? '', 250),
    deliverToText: `order-status.${model.fulfilment === 'post' ? 'post.' : ''}deliver-to`,
    deliverToLineText: `order-status.${model.fulfilment === 'post' ? 'post.' : ''}deliver-to-line`,
    note: oneLine(model.note ?? '', 1_000),
    seller: oneLine(model.seller, 200),
    terms:
      NO_CONTRACT.has(model.notice) ||
      model.lines.length === 0 ||
      // Once it is handed over, what a reservation promised is over.
      (model.kind === 'reservation' && model.notice === 'collected')
        ? []
        : termsWords(
            model.kind,
            model.lines,
            reader.locale,
            { ...model, isHandedOver: model.notice === 'collected' },
            methodsPaid(model.payment),
          ),
    // With the confirmation of the contract, on a durable medium.
    form: model.isConfirmation
      ? withdrawalForm(
          model.kind,
          model.lines,
          { to: oneLine(`${model.seller}, ${model.place}`, 400), number: oneLine(model.number, 20) },
          reader.locale,
        )
      : [],
    orderUrl: webUrl(model.orderUrl),
    // Nobody is asked to note a time that is not confirmed any more.
    calendarText:
      model.calendar === null || model.notice === 'unconfirmed'
        ? ''
        : `order-status.calendar.${model.calendar}`,
    directionsUrl: model.directionsUrl === '' ? '' : webUrl(model.directionsUrl),
    reasonText: reasonText(model),
  }),
  safeInSubject: ['number', 'slot'],
  // The merchant's words and ours: of what who orders for another's address typed, `customerWordsIn` says what may be in it.
  safeForAnyone: [
    ...CONTENTS_SAFE_FOR_ANYONE,
    'isPaidInAdvance',
    'hasAdvance',
    'notice',
    'isConfirmation',
    'code',
    'place',
    'deliverTo',
    'note',
    'seller',
    'orderUrl',
    'calendar',
    'directionsUrl',
    'reason',
    'isKept',
    'isUnproven',
  ],
  fixtures: orderStatusFixtures,
});
