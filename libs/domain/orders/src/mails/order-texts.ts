import type { MailTexts } from '@halles/platform/mail';

/** Words that every mail about an order uses. */
/**
 * Words of a mail about an order with the shop at the end of each subject: who answers for several shops sees in the list of their
 * mails which it is. A heading that has no subject beside it gets one. To an address that nobody proved no subject names a shop. Pure.
 */
export function withShop(texts: MailTexts): MailTexts {
  const named = (text: string): string => (text.includes('{listing}') ? text : `${text} · {listing}`);
  const all = (words: MailTexts['fr']): MailTexts['fr'] => {
    const own = Object.entries(words);
    const headings = own
      .filter(([key]) => key.endsWith('.heading') && !(subjectOf(key) in words))
      .map(([key, text]) => [subjectOf(key), named(text)] as const);
    const subjects = own.map(([key, text]) => [key, key.endsWith('.subject') ? named(text) : text] as const);
    return Object.fromEntries([...headings, ...subjects]);
  };
  return { fr: all(texts.fr), en: all(texts.en) };
}

/** The subject that goes with a heading. Pure. */
export const subjectOf = (heading: string): string => heading.replace(/\.heading$/, '.subject');

export const orderMailTexts: MailTexts = {
  fr: {
    'order.number': 'Commande',
    'order.slot': 'Retrait',
    'order.delivery': 'Livraison',
    'order.delivery-line': 'Livraison\u00a0: {slot}',
    'order.post': 'Envoi',
    'order.post-line': 'Envoi\u00a0: {slot}',
    'order.point': 'Point de retrait',
    'order.point-line': 'Point de retrait\u00a0: {point}',
    'order.total': 'Total',
    'order.payment': 'Paiement',
    'order.payment-line': 'Paiement\u00a0: {payment}',
    'order.seller': 'Vendu par',
    'order.seller-line': 'Vendu par\u00a0: {seller}',
    'order.terms': 'Conditions',
    'order.line-text': '{what}\u00a0: {total}',
    'order.number-line': 'Commande {number}',
    'order.slot-line': 'Retrait\u00a0: {slot}',
    'order.total-line': 'Total\u00a0: {total}',
    'order.accept': 'Accepter',
    'order.accept-line': 'Accepter\u00a0: {acceptUrl}',
    'order.answer-list': 'Répondre à la liste',
    'order.answer-list-line': 'Répondre à la liste\u00a0: {acceptUrl}',
    'order.refuse': 'Refuser',
    'order.refuse-line': 'Refuser\u00a0: {refuseUrl}',
    'order.answer-hint':
      'Ces liens ouvrent une page où vous confirmez, sans vous connecter. Ne transférez pas ce message\u00a0: qui les ouvre peut répondre à votre place.',
    'order.estimate': 'Total estimé',
    'order.estimate-line': 'Total estimé\u00a0: {total}',
    'order.most': 'Au plus',
    'order.most-line': 'Au plus\u00a0: {most}',
    'order.why-contact':
      'Vous recevez ce message parce que votre adresse est l’une de celles qui reçoivent les commandes de ce commerce sur «\u00a0{portal}\u00a0»\u00a0: {listing}.',
    'order.stop': 'Ne plus recevoir les commandes à cette adresse',
    'order.stop-line': 'Ne plus recevoir les commandes à cette adresse\u00a0: {stopUrl}',
  },
  en: {
    'order.number': 'Order',
    'order.slot': 'Pickup',
    'order.delivery': 'Delivery',
    'order.delivery-line': 'Delivery: {slot}',
    'order.post': 'Sending',
    'order.post-line': 'Sending: {slot}',
    'order.point': 'Collection point',
    'order.point-line': 'Collection point: {point}',
    'order.total': 'Total',
    'order.payment': 'Payment',
    'order.payment-line': 'Payment: {payment}',
    'order.seller': 'Sold by',
    'order.seller-line': 'Sold by: {seller}',
    'order.terms': 'Terms',
    'order.line-text': '{what}: {total}',
    'order.number-line': 'Order {number}',
    'order.slot-line': 'Pickup: {slot}',
    'order.total-line': 'Total: {total}',
    'order.accept': 'Accept',
    'order.accept-line': 'Accept: {acceptUrl}',
    'order.answer-list': 'Answer the list',
    'order.answer-list-line': 'Answer the list: {acceptUrl}',
    'order.refuse': 'Refuse',
    'order.refuse-line': 'Refuse: {refuseUrl}',
    'order.answer-hint':
      'These links open a page on which you confirm, without signing in. Do not forward this message: who opens them can answer for you.',
    'order.estimate': 'Estimated total',
    'order.estimate-line': 'Estimated total: {total}',
    'order.most': 'At most',
    'order.most-line': 'At most: {most}',
    'order.why-contact':
      'You receive this message because your address is one of those that receive the orders of this business on “{portal}”: {listing}.',
    'order.stop': 'No longer receive orders at this address',
    'order.stop-line': 'No longer receive orders at this address: {stopUrl}',
  },
};
