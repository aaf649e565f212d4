import { type Locale, pluralForm } from '@halles/kernel';

export interface MailboxTexts {
  readonly title: string;
  readonly note: string;
  readonly search: string;
  readonly searchHint: string;
  readonly sender: string;
  readonly everySender: string;
  readonly show: string;
  readonly count: (messages: number) => string;
  readonly live: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly nothingFound: string;
  readonly showAll: string;
  readonly unread: string;
  readonly noSubject: string;
  readonly attachments: (files: number) => string;
  readonly emptyBox: string;
  readonly emptyBoxQuestion: string;
  readonly back: string;
  readonly newer: string;
  readonly older: string;
  readonly from: string;
  readonly to: string;
  readonly replyTo: string;
  readonly date: string;
  readonly delivered: string;
  readonly views: string;
  readonly html: string;
  readonly text: string;
  readonly headers: string;
  readonly source: string;
  readonly noHtml: string;
  readonly noText: string;
  readonly frame: string;
  readonly wide: string;
  readonly phone: string;
  readonly width: string;
  readonly files: string;
  readonly download: string;
  readonly remove: string;
  readonly lost: string;
  readonly lostHint: string;
  readonly skip: string;
}

const fr: MailboxTexts = {
  title: 'Le courrier',
  note: 'Chaque message que les portails envoient s’arrête ici. Rien ne part vraiment.',
  search: 'Chercher',
  searchHint: 'Nom, adresse, objet',
  sender: 'Portail',
  everySender: 'Tous les portails',
  show: 'Afficher',
  count: (messages) => `${messages} ${{ one: 'message', other: 'messages' }[pluralForm(messages, 'fr')]}`,
  live: 'La liste se met à jour toute seule.',
  empty: 'Aucun message pour l’instant',
  emptyHint: 'Écrivez depuis le formulaire de contact d’un portail : le message arrive ici en une seconde.',
  nothingFound: 'Aucun message ne correspond',
  showAll: 'Voir tous les messages',
  unread: 'Non lu',
  noSubject: '(sans objet)',
  attachments: (files) =>
    `${files} ${{ one: 'pièce jointe', other: 'pièces jointes' }[pluralForm(files, 'fr')]}`,
  emptyBox: 'Vider la boîte',
  emptyBoxQuestion: 'Supprimer tous les messages',
  back: 'Tous les messages',
  newer: 'Plus récent',
  older: 'Plus ancien',
  from: 'De',
  to: 'À',
  replyTo: 'Réponse à',
  date: 'Reçu',
  delivered: 'Remis à',
  views: 'Vues du message',
  html: 'Message',
  text: 'Texte seul',
  headers: 'En-têtes',
  source: 'Source',
  noHtml: 'Ce message n’a pas de version HTML.',
  noText: 'Ce message n’a pas de version en texte.',
  frame: 'Contenu du message',
  wide: 'Ordinateur',
  phone: 'Téléphone',
  width: 'Largeur',
  files: 'Pièces jointes',
  download: 'Télécharger',
  remove: 'Supprimer',
  lost: 'Ce message n’est plus là',
  lostHint: 'Il a été supprimé, ou il était parmi les plus anciens : la boîte garde les 1 000 derniers.',
  skip: 'Aller au contenu',
};

const en: MailboxTexts = {
  title: 'Mail',
  note: 'Every message that the portals send stops here. Nothing really leaves.',
  search: 'Search',
  searchHint: 'Name, address, subject',
  sender: 'Portal',
  everySender: 'Every portal',
  show: 'Show',
  count: (messages) => `${messages} ${{ one: 'message', other: 'messages' }[pluralForm(messages, 'en')]}`,
  live: 'The list updates by itself.',
  empty: 'No message yet',
  emptyHint: 'Write from the contact form of a portal: the message is here a second later.',
  nothingFound: 'No message matches',
  showAll: 'Show every message',
  unread: 'Unread',
  noSubject: '(no subject)',
  attachments: (files) => `${files} ${{ one: 'attachment', other: 'attachments' }[pluralForm(files, 'en')]}`,
  emptyBox: 'Empty the mailbox',
  emptyBoxQuestion: 'Delete every message',
  back: 'All messages',
  newer: 'Newer',
  older: 'Older',
  from: 'From',
  to: 'To',
  replyTo: 'Reply to',
  date: 'Received',
  delivered: 'Delivered to',
  views: 'Views of the message',
  html: 'Message',
  text: 'Plain text',
  headers: 'Headers',
  source: 'Source',
  noHtml: 'This message has no HTML version.',
  noText: 'This message has no plain text version.',
  frame: 'Content of the message',
  wide: 'Computer',
  phone: 'Phone',
  width: 'Width',
  files: 'Attachments',
  download: 'Download',
  remove: 'Delete',
  lost: 'This message is no longer here',
  lostHint: 'It was deleted, or it was among the oldest: the mailbox keeps the last 1,000.',
  skip: 'Skip to content',
};

export const mailboxTexts: Readonly<Record<Locale, MailboxTexts>> = { fr, en };

/** The first of our languages that a browser asks for (RFC 9110 §12.5.4); French where it asks for neither. */
export function preferredLocale(acceptLanguage: string | undefined): Locale {
  const requests = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', weight] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/);
    return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
  });
  const best = requests
    .filter(({ language, weight }) => (language === 'fr' || language === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight)[0];
  return best?.language === 'en' ? 'en' : 'fr';
}
