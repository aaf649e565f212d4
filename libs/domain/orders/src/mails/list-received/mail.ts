import { phoneWords } from '@halles/kernel';
import { defineMail, type MailTexts, oneLine, paragraphsOf, quoteText, webUrl } from '@halles/platform/mail';
import { forContact, hostileContents } from '../order-contents';
import { shopMail, type ShopMailModel } from '../shop-mail';

/** A list of a customer, for those who handle the orders of the shop. */
export interface ListReceivedModel extends ShopMailModel {
  /** A line a thing; null: there is a photo alone. */
  readonly text: string | null;
  readonly hasPhoto: boolean;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly note: string | null;
  /** Where it is answered, in the merchant's space. */
  readonly answerUrl: string;
  /** The page, with a button, that refuses it without an account. */
  readonly refuseUrl: string;
}

const texts: MailTexts = {
  fr: {
    'list-received.heading': 'Une liste à chiffrer\u00a0: {customer}, {slot}',
    'list-received.what':
      'Rien n’est encore commandé\u00a0: répondez avec des lignes et un total, votre client donne ensuite son accord. Son créneau est gardé d’ici là.',
    'list-received.list': 'Sa liste',
    'list-received.list-line': 'Sa liste\u00a0:',
    'list-received.photo': 'Une photo de la liste est dans votre espace.',
    'list-received.customer': 'Client',
    'list-received.phone': 'Téléphone',
    'list-received.email': 'Adresse électronique',
    'list-received.shop': 'Commerce',
    'list-received.note': 'Message du client',
    'list-received.field-line': '{label}\u00a0: {value}',
    'list-received.action': 'Répondre à la liste',
    'list-received.action-line': 'Répondre à la liste\u00a0: {answerUrl}',
    'list-received.why':
      'Vous recevez ce message parce que vous tenez un commerce sur «\u00a0{portal}\u00a0» qui prend des commandes.',
  },
  en: {
    'list-received.heading': 'A list to be priced: {customer}, {slot}',
    'list-received.what':
      'Nothing is ordered yet: answer with lines and a total, and your customer agrees to them. Their slot is held until then.',
    'list-received.list': 'Their list',
    'list-received.list-line': 'Their list:',
    'list-received.photo': 'A photo of the list is in your space.',
    'list-received.customer': 'Customer',
    'list-received.phone': 'Phone',
    'list-received.email': 'Email',
    'list-received.shop': 'Shop',
    'list-received.note': 'Message from the customer',
    'list-received.field-line': '{label}: {value}',
    'list-received.action': 'Answer the list',
    'list-received.action-line': 'Answer the list: {answerUrl}',
    'list-received.why':
      'You receive this message because you keep a business on “{portal}” that takes orders.',
  },
};

const fixture: ListReceivedModel = {
  ...hostileContents,
  ...{ lines: [], totalCents: 0 },
  customer: 'Odile <b>Fournier</b>',
  text: '1 kg de pommes <b>du Vercors</b>\n<script>alert(1)</script>\nun-article-dont-le-nom-ne-se-coupe-pas-et-qui-est-vraiment-très-long',
  hasPhoto: true,
  phone: '+33536491010',
  email: 'odile@four.example',
  note: 'Pas trop mûres, s’il vous plaît.\n\n<script>alert(1)</script>',
  ...forContact,
  answerUrl: 'https://commerces.example/pro/commerces/12/commandes/1/reponse',
  refuseUrl: 'https://commerces.example/repondre/1?choix=refuser',
};

export const listReceived = defineMail<ListReceivedModel>({
  ...shopMail('list-received', texts, (model) => ({
    items: model.text === null ? [] : paragraphsOf(model.text),
    itemsQuoted: model.text === null ? [] : quoteText(model.text),
    hasPhoto: model.hasPhoto,
    phone: model.phone === null ? '' : phoneWords(model.phone),
    email: oneLine(model.email ?? '', 254),
    note: model.note === null ? [] : paragraphsOf(model.note),
    quoted: model.note === null ? [] : quoteText(model.note),
    answerUrl: webUrl(model.answerUrl),
    refuseUrl: webUrl(model.refuseUrl),
  })),
  subject: () => 'list-received.subject',
  mayLink: ['email'],
  fixtures: [fixture, { ...fixture, text: null, phone: null, note: null, stopUrl: null }],
});
