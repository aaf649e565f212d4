import {
  type MailTexts,
  defineMail,
  joinMailTexts,
  oneLine,
  paragraphsOf,
  quoteText,
  webUrl,
} from '@halles/platform/mail';
import { listingMailTexts } from '@halles/domain/listings';

/** The town's answer to who keeps a page and asked for another place of it. */
export interface PlaceAnsweredModel {
  /** `edited`: accepted at another address than was asked for; `pinned`: at that one, at another point of the map. */
  readonly outcome: 'accepted' | 'edited' | 'pinned' | 'refused';
  /** Name of the business. */
  readonly listing: string;
  /** The place that was asked for, or where the town put it, on one line. */
  readonly place: string;
  /** The place that was asked for, on one line, where that is another; null otherwise. */
  readonly asked: string | null;
  /** In the words of who decided; null where there are none. */
  readonly reason: string | null;
  /** Absolute http(s) URL: of the page, or of where its address is corrected. */
  readonly actionUrl: string;
}

const texts: MailTexts = {
  fr: {
    'place-answered.accepted.subject': 'Votre nouvelle adresse est en ligne\u00a0: {listing}',
    'place-answered.edited.subject': 'Votre nouvelle adresse est en ligne, corrigée\u00a0: {listing}',
    'place-answered.pinned.subject':
      'Votre nouvelle adresse est en ligne, son point déplacé\u00a0: {listing}',
    'place-answered.pinned.what':
      'La collectivité a vérifié l’adresse que vous avez demandée, et a déplacé son point sur la carte avant de l’accepter. Votre page, la carte et la recherche montrent dès maintenant cette adresse, à ce point-là. S’il n’est pas juste, déplacez-le depuis votre page.',
    'place-answered.pinned.action': 'Voir ma page',
    'place-answered.refused.subject': 'Votre nouvelle adresse n’est pas retenue\u00a0: {listing}',
    'place-answered.accepted.what':
      'La collectivité a vérifié l’adresse que vous avez demandée. Votre page, la carte et la recherche la montrent dès maintenant.',
    'place-answered.edited.what':
      'La collectivité a vérifié l’adresse que vous avez demandée, et l’a corrigée avant de l’accepter. Votre page, la carte et la recherche montrent dès maintenant l’adresse corrigée, que voici. Si elle n’est pas juste, corrigez-la depuis votre page.',
    'place-answered.refused.what':
      'La collectivité a vérifié l’adresse que vous avez demandée et ne l’a pas retenue. Votre page n’a pas changé.',
    'place-answered.accepted.action': 'Voir ma page',
    'place-answered.edited.action': 'Voir ma page',
    'place-answered.asked': 'Adresse demandée',
    'place-answered.asked-line': 'Adresse demandée\u00a0: {asked}',
    'place-answered.refused.action': 'Revoir mon adresse',
    'place-answered.why':
      'Vous recevez ce message parce que vous avez demandé sur «\u00a0{portal}\u00a0» une autre adresse pour la page que vous tenez.',
  },
  en: {
    'place-answered.accepted.subject': 'Your new address is online: {listing}',
    'place-answered.edited.subject': 'Your new address is online, corrected: {listing}',
    'place-answered.pinned.subject': 'Your new address is online, its point moved: {listing}',
    'place-answered.pinned.what':
      'The local authority has checked the address that you asked for, and moved its point on the map before accepting it. Your page, the map and the search show this address from now on, at that point. If it is not right, move it from your page.',
    'place-answered.pinned.action': 'See my page',
    'place-answered.refused.subject': 'Your new address was not accepted: {listing}',
    'place-answered.accepted.what':
      'The local authority has checked the address that you asked for. Your page, the map and the search show it from now on.',
    'place-answered.edited.what':
      'The local authority has checked the address that you asked for, and corrected it before accepting it. Your page, the map and the search show the corrected address, given here, from now on. If it is not right, correct it from your page.',
    'place-answered.refused.what':
      'The local authority has checked the address that you asked for and did not accept it. Your page has not changed.',
    'place-answered.accepted.action': 'See my page',
    'place-answered.edited.action': 'See my page',
    'place-answered.asked': 'Address asked for',
    'place-answered.asked-line': 'Address asked for: {asked}',
    'place-answered.refused.action': 'Look at my address again',
    'place-answered.why':
      'You receive this message because on “{portal}” you asked for another address of the page that you keep.',
  },
};

const fixture: PlaceAnsweredModel = {
  outcome: 'accepted',
  listing: 'Épicerie <fine> d’Hautefort & fils',
  place: '12 bis rue du Faubourg-Saint-Honoré, 33000 Bordeaux',
  asked: null,
  reason: null,
  actionUrl: 'https://commerces.example/commerce/epicerie-fine-1234',
};

export const placeAnswered = defineMail<PlaceAnsweredModel>({
  name: 'place-answered',
  folder: 'libs/domain/corrections/src/mails',
  texts: joinMailTexts(listingMailTexts, texts),
  subject: ({ outcome }) => `place-answered.${outcome}.subject`,
  values: (model) => ({
    headingText: `place-answered.${model.outcome}.subject`,
    whatText: `place-answered.${model.outcome}.what`,
    actionText: `place-answered.${model.outcome}.action`,
    listing: oneLine(model.listing, 120),
    place: oneLine(model.place, 200),
    asked: model.asked === null ? '' : oneLine(model.asked, 200),
    actionUrl: webUrl(model.actionUrl),
    paragraphs: paragraphsOf(model.reason ?? ''),
    quoted: model.reason === null ? [] : quoteText(model.reason),
  }),
  mayLink: ['reason'],
  fixtures: [
    fixture,
    { ...fixture, outcome: 'edited', asked: '14 rue du Faubourg-Saint-Honoré, 33000 Bordeaux' },
    { ...fixture, outcome: 'pinned' },
    {
      ...fixture,
      outcome: 'refused',
      reason: 'Le bail que nous connaissons est au 12.\n\nÉcrivez-nous si vous avez déménagé.',
      actionUrl: 'https://commerces.example/pro/commerces/1234/adresse',
    },
  ],
});
