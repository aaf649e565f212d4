import { listingMailTexts } from '@halles/domain/listings';
import { type MailTexts, defineMail, joinMailTexts, oneLine, webUrl } from '@halles/platform/mail';

/** That the town took its answer about a place back, for who keeps the page and was told of the answer. */
export interface PlaceReopenedModel {
  /** Name of the business. */
  readonly listing: string;
  /** The place that was asked for, on one line. */
  readonly place: string;
  /** What the page shows until the next answer, on one line; null where the public does not see it. */
  readonly shown: string | null;
  /** Whether what the page shows is what was asked for: the answer that was taken back had changed nothing. */
  readonly isOnline: boolean;
  /** Absolute http(s) URL of where the request is. */
  readonly actionUrl: string;
}

const texts: MailTexts = {
  fr: {
    'place-reopened.subject': 'Votre demande d’adresse est examinée de nouveau\u00a0: {listing}',
    'place-reopened.what':
      'La collectivité est revenue sur la réponse dont nous vous avions écrit\u00a0: elle ne compte plus. Votre demande attend une nouvelle réponse, et nous vous la dirons.',
    'place-reopened.until-then': 'D’ici là, l’adresse demandée n’est pas en ligne.',
    'place-reopened.asked': 'Adresse demandée',
    'place-reopened.asked-line': 'Adresse demandée\u00a0: {place}',
    'place-reopened.shown': 'Adresse en ligne',
    'place-reopened.shown-line': 'Adresse en ligne\u00a0: {shown}',
    'place-reopened.action': 'Voir ma demande',
    'place-reopened.why':
      'Vous recevez ce message parce que vous avez demandé sur «\u00a0{portal}\u00a0» une autre adresse pour la page que vous tenez.',
  },
  en: {
    'place-reopened.subject': 'Your request for an address is looked at again: {listing}',
    'place-reopened.what':
      'The local authority has taken back the answer that we wrote to you about: it no longer counts. Your request waits for a new answer, and we will tell you of it.',
    'place-reopened.until-then': 'Until then, the address that you asked for is not online.',
    'place-reopened.asked': 'Address asked for',
    'place-reopened.asked-line': 'Address asked for: {place}',
    'place-reopened.shown': 'Address online',
    'place-reopened.shown-line': 'Address online: {shown}',
    'place-reopened.action': 'See my request',
    'place-reopened.why':
      'You receive this message because on “{portal}” you asked for another address of the page that you keep.',
  },
};

const fixture: PlaceReopenedModel = {
  listing: 'Épicerie <fine> d’Hautefort & fils',
  place: '12 bis rue du Faubourg-Saint-Honoré, 33000 Bordeaux',
  shown: '4 rue Neuve, 33000 Bordeaux',
  isOnline: false,
  actionUrl: 'https://commerces.example/pro/commerces/1234/adresse',
};

export const placeReopened = defineMail<PlaceReopenedModel>({
  name: 'place-reopened',
  folder: 'libs/domain/corrections/src/mails',
  texts: joinMailTexts(listingMailTexts, texts),
  values: (model) => ({
    listing: oneLine(model.listing, 120),
    place: oneLine(model.place, 200),
    shown: model.shown === null ? null : oneLine(model.shown, 200),
    isOnline: model.isOnline,
    actionUrl: webUrl(model.actionUrl),
  }),
  fixtures: [fixture, { ...fixture, shown: null }, { ...fixture, shown: fixture.place, isOnline: true }],
});
