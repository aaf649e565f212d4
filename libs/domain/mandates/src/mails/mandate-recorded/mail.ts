import { type MandateGroup, pageGroupNames } from '@halles/contracts';
import { listingMailTexts } from '@halles/domain/listings';
import { defineMail, joinMailTexts, type MailTexts, oneLine } from '@halles/platform/mail';
import { type MandateMailModel, mandateFixture, mandateValues } from '../mandate-mail-model';

/** Tells who keeps a page that the town has a mandate on it. */
export interface MandateRecordedModel extends MandateMailModel {
  /** The agent who recorded it, as the history of a page names them. */
  readonly agent: string;
  /** Who was to give it, and as what, as the agent typed it. */
  readonly giver: string;
  readonly quality: string;
  /** The name that was typed behind the link; null where it was signed on the screen. */
  readonly signedAs: string | null;
  readonly means: 'screen' | 'link';
  /** Null: every group of the page. */
  readonly scope: readonly MandateGroup[] | null;
  /**
   * `waiting`: nothing begins before the owner agrees, where `mandateUrl` leads. `ended`: before the mail was sent, at
   * `expiresAt`.
   */
  readonly state: 'active' | 'waiting' | 'ended';
}

const texts: MailTexts = {
  fr: {
    'mandate-recorded.subject': 'Un mandat est enregistré sur votre page\u00a0: {listing}',
    'mandate-recorded.waiting.subject': 'La collectivité demande votre accord\u00a0: {listing}',
    'mandate-recorded.waiting.heading': 'La collectivité demande votre accord',
    'mandate-recorded.waiting.what':
      '{agent}, pour la collectivité de «\u00a0{portal}\u00a0», a fait signer un mandat pour modifier la page de {listing} à votre place. Rien ne commence sans votre accord.',
    'mandate-recorded.waiting.then':
      'Donnez votre accord ou refusez dans votre espace, sans avoir à dire pourquoi. Sans réponse, la demande s’efface et rien ne change.',
    'mandate-recorded.waiting.scope': 'Ce qu’il permettrait de modifier',
    'mandate-recorded.waiting.action': 'Donner mon accord ou refuser',
    'mandate-recorded.waiting.action-line': 'Donner mon accord ou refuser\u00a0: {mandateUrl}',
    'mandate-recorded.heading': 'Un mandat est enregistré sur votre page',
    'mandate-recorded.hello': 'Bonjour {person},',
    'mandate-recorded.what':
      '{agent}, pour la collectivité de «\u00a0{portal}\u00a0», peut désormais modifier la page de {listing} à votre place.',
    'mandate-recorded.ended.what':
      '{agent}, pour la collectivité de «\u00a0{portal}\u00a0», a pu modifier la page de {listing} à votre place. Ce mandat a déjà pris fin\u00a0: il ne permet plus rien.',
    'mandate-recorded.then':
      'Si ce n’est pas voulu, retirez le mandat\u00a0: il s’arrête aussitôt, sans que vous ayez à dire pourquoi. L’historique de la page permet d’annuler ce qui a été modifié.',
    'mandate-recorded.ended.then': 'L’historique de la page permet d’annuler ce qui a été modifié.',
    'mandate-recorded.signer': 'Signé par',
    'mandate-recorded.signer-line': 'Signé par\u00a0: {signer}',
    'mandate-recorded.asked': 'Demandé à',
    'mandate-recorded.asked-line': 'Demandé à\u00a0: {asked}',
    'mandate-recorded.means': 'Signature',
    'mandate-recorded.screen': 'à l’écran, devant l’agent',
    'mandate-recorded.link': 'par un lien reçu par courriel',
    'mandate-recorded.scope': 'Ce qu’il permet de modifier',
    'mandate-recorded.ended.scope': 'Ce qu’il permettait de modifier',
    'mandate-recorded.until': 'Jusqu’au',
    'mandate-recorded.until-line': 'Jusqu’au {expiresAt}',
    'mandate-recorded.groups.hours': 'les horaires',
    'mandate-recorded.groups.place': 'l’adresse et l’emplacement sur la carte',
    'mandate-recorded.groups.contact': 'le téléphone, l’adresse électronique et les liens',
    'mandate-recorded.groups.description': 'le nom et la description',
    'mandate-recorded.groups.closing': 'la fermeture',
    'mandate-recorded.groups.access': 'l’accessibilité',
    'mandate-recorded.groups.services': 'les services et les paiements',
    'mandate-recorded.groups.products':
      'les produits\u00a0: les ajouter, les modifier, les retirer de la vente',
    'mandate-recorded.groups.orders':
      'les commandes\u00a0: les lire avec les coordonnées des clients, y répondre, en saisir',
    'mandate-recorded.groups.agendas':
      'les rendez-vous\u00a0: les lire avec les coordonnées des clients, y répondre, les déplacer, en prendre',
    'mandate-recorded.action': 'Relire ou retirer le mandat',
    'mandate-recorded.action-line': 'Relire ou retirer le mandat\u00a0: {mandateUrl}',
    'mandate-recorded.ended.action': 'Relire le mandat',
    'mandate-recorded.ended.action-line': 'Relire le mandat\u00a0: {mandateUrl}',
    'mandate-recorded.why':
      'Vous recevez ce message parce que vous tenez la page de ce commerce sur «\u00a0{portal}\u00a0». Il part à chaque mandat, quelles que soient vos préférences.',
  },
  en: {
    'mandate-recorded.subject': 'A mandate was recorded on your page: {listing}',
    'mandate-recorded.waiting.subject': 'The local authority asks for your agreement: {listing}',
    'mandate-recorded.waiting.heading': 'The local authority asks for your agreement',
    'mandate-recorded.waiting.what':
      '{agent}, for the local authority of “{portal}”, had a mandate signed to change the page of {listing} for you. Nothing begins without your agreement.',
    'mandate-recorded.waiting.then':
      'Give your agreement or refuse in your space; you need not say why. Without an answer the request lapses, and nothing changes.',
    'mandate-recorded.waiting.scope': 'What it would let them change',
    'mandate-recorded.waiting.action': 'Give my agreement or refuse',
    'mandate-recorded.waiting.action-line': 'Give my agreement or refuse: {mandateUrl}',
    'mandate-recorded.heading': 'A mandate was recorded on your page',
    'mandate-recorded.hello': 'Hello {person},',
    'mandate-recorded.what':
      '{agent}, for the local authority of “{portal}”, may now change the page of {listing} for you.',
    'mandate-recorded.ended.what':
      '{agent}, for the local authority of “{portal}”, was able to change the page of {listing} for you. This mandate has already ended: it allows nothing any more.',
    'mandate-recorded.then':
      'If you did not want this, take the mandate back: it ends at once, and you need not say why. The history of the page undoes what was changed.',
    'mandate-recorded.ended.then': 'The history of the page undoes what was changed.',
    'mandate-recorded.signer': 'Signed by',
    'mandate-recorded.signer-line': 'Signed by: {signer}',
    'mandate-recorded.asked': 'Asked of',
    'mandate-recorded.asked-line': 'Asked of: {asked}',
    'mandate-recorded.means': 'Signature',
    'mandate-recorded.screen': 'on the screen, before the agent',
    'mandate-recorded.link': 'by a link that was mailed',
    'mandate-recorded.scope': 'What it lets them change',
    'mandate-recorded.ended.scope': 'What it let them change',
    'mandate-recorded.until': 'Until',
    'mandate-recorded.until-line': 'Until {expiresAt}',
    'mandate-recorded.groups.hours': 'opening hours',
    'mandate-recorded.groups.place': 'the address and the place on the map',
    'mandate-recorded.groups.contact': 'telephone, email and links',
    'mandate-recorded.groups.description': 'the name and the description',
    'mandate-recorded.groups.closing': 'the closing',
    'mandate-recorded.groups.access': 'accessibility',
    'mandate-recorded.groups.services': 'services and payments',
    'mandate-recorded.groups.products': 'products: adding them, changing them, taking them off sale',
    'mandate-recorded.groups.orders':
      'orders: reading them with who placed them, answering and entering them',
    'mandate-recorded.groups.agendas':
      'appointments: reading them with who has them, answering, moving and making them',
    'mandate-recorded.action': 'Read or take back the mandate',
    'mandate-recorded.action-line': 'Read or take back the mandate: {mandateUrl}',
    'mandate-recorded.ended.action': 'Read the mandate',
    'mandate-recorded.ended.action-line': 'Read the mandate: {mandateUrl}',
    'mandate-recorded.why':
      'You receive this because you keep the page of this business on “{portal}”. It is sent for each mandate, whatever your preferences.',
  },
};

/** Who signed; and whom the agent had asked, where that is somebody else. Pure. */
function signerValues({ giver, quality, signedAs }: MandateRecordedModel) {
  const typed = `${oneLine(giver, 80)}, ${oneLine(quality, 80)}`;
  const isOther = signedAs !== null && signedAs !== giver;
  return isOther ? { signer: oneLine(signedAs, 80), asked: typed } : { signer: typed, asked: null };
}

/** The sentences that depend on whether it is in force. Pure. */
function stateTexts({ state }: MandateRecordedModel) {
  const texts = state === 'active' ? 'mandate-recorded' : `mandate-recorded.${state}`;
  return {
    headingText: state === 'waiting' ? `${texts}.heading` : 'mandate-recorded.heading',
    whatText: `${texts}.what`,
    thenText: `${texts}.then`,
    scopeText: `${texts}.scope`,
    actionText: `${texts}.action`,
    actionLineText: `${texts}.action-line`,
  };
}

/** Who recorded which mandate on a page that somebody keeps, what it reaches, until when, and where it ends at once. */
export const mandateRecorded = defineMail<MandateRecordedModel>({
  name: 'mandate-recorded',
  folder: 'libs/domain/mandates/src/mails',
  texts: joinMailTexts(listingMailTexts, texts),
  subject: ({ state }) =>
    state === 'waiting' ? 'mandate-recorded.waiting.subject' : 'mandate-recorded.subject',
  values: (model, reader) => ({
    ...mandateValues(model, reader),
    agent: oneLine(model.agent, 100),
    ...signerValues(model),
    ...stateTexts(model),
    meansText: `mandate-recorded.${model.means}`,
    groupTexts: (model.scope ?? pageGroupNames).map((group) => `mandate-recorded.groups.${group}`),
  }),
  fixtures: [
    {
      ...mandateFixture,
      agent: 'Nadia Belkacem',
      giver: 'Jean-Étienne <Le> Goff & fils',
      quality: 'gérant',
      signedAs: null,
      means: 'screen',
      scope: null,
      state: 'active',
    },
    {
      ...mandateFixture,
      agent: 'Nadia Belkacem',
      giver: 'Odile',
      quality: 'salariée',
      signedAs: 'Odile <Fournier> & fils',
      means: 'link',
      scope: ['hours', 'closing'],
      state: 'waiting',
    },
    {
      ...mandateFixture,
      agent: 'Nadia Belkacem',
      giver: 'Odile',
      quality: 'salariée',
      signedAs: 'Odile <Fournier> & fils',
      means: 'link',
      scope: ['hours', 'products', 'orders', 'agendas'],
      state: 'ended',
    },
  ],
});
