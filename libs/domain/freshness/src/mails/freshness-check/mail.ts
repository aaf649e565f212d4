import { listingMailTexts } from '@halles/domain/listings';
import {
  type MailTexts,
  type MailValues,
  defineMail,
  joinMailTexts,
  oneLine,
  webUrl,
} from '@halles/platform/mail';

/** A day with what is open on it, as the page shows it. */
export interface FreshnessDay {
  readonly name: string;
  readonly hours: string;
}

/** « Toujours exact ? »: what the public sees of a page, and one button. */
export interface FreshnessCheckModel {
  readonly occasion: 'monthly' | 'holidays' | 'summer' | 'school';
  /** The school break that it is about, its first and its last day, in words; null for every other question. */
  readonly school: { readonly name: string; readonly from: string; readonly until: string } | null;
  readonly name: string;
  readonly listing: string;
  readonly place: string;
  /** The week from today on; empty where no hours are known. */
  readonly week: readonly FreshnessDay[];
  /** Seasons and nth weekdays of months, and their hours. */
  readonly recurring: readonly FreshnessDay[];
  /** Hours that could not be read, as they were written. */
  readonly asWritten: readonly string[];
  /** Public holidays, time off and special days to come, and their hours; null where nobody said them. */
  readonly coming: readonly { readonly name: string; readonly hours: string | null }[];
  readonly phone: string | null;
  readonly website: string | null;
  readonly email: string | null;
  /** Absolute http(s) URL of the page that confirms; opening it changes nothing. */
  readonly confirmUrl: string;
}

const texts: MailTexts = {
  fr: {
    'freshness-check.monthly.subject': 'Toujours exact\u00a0? {listing}',
    'freshness-check.monthly.heading': 'Toujours exact\u00a0?',
    'freshness-check.monthly.lead':
      'Voici ce que le public lit en ce moment sur la page de {listing}, dans «\u00a0{portal}\u00a0». Tout est exact\u00a0? Un bouton suffit. Quelque chose a changé\u00a0? Le même bouton mène à la correction.',
    'freshness-check.holidays.subject': 'Vos horaires des jours fériés\u00a0: {listing}',
    'freshness-check.holidays.heading': 'Ouvrez-vous les jours fériés qui viennent\u00a0?',
    'freshness-check.holidays.lead':
      'Les jours fériés approchent. Voici ce que le public lira ces jours-là sur la page de {listing}, dans «\u00a0{portal}\u00a0». Confirmez, ou indiquez vos horaires exceptionnels.',
    'freshness-check.summer.subject': 'Vos congés d’été\u00a0: {listing}',
    'freshness-check.summer.heading': 'Fermez-vous cet été\u00a0?',
    'freshness-check.summer.lead':
      'Si {listing} ferme cet été, indiquez les dates\u00a0: la page dira quand vous revenez, et la fermeture s’effacera d’elle-même. Sinon, confirmez que rien ne change.',
    'freshness-check.school.subject': '{school}\u00a0: vos horaires, {listing}',
    'freshness-check.school.heading': 'Vos horaires des vacances scolaires',
    'freshness-check.school.lead':
      '{school}, du {from} au {until}\u00a0: si {listing} ferme ou change d’horaires, indiquez-le. La page dira quand vous revenez, et vos horaires habituels reprendront d’eux-mêmes. Sinon, confirmez que rien ne change.',
    'freshness-check.hello': 'Bonjour {person},',
    'freshness-check.coming': 'Jours fériés, congés et jours particuliers',
    'freshness-check.not-stated': 'horaires à vérifier',
    'freshness-check.hours': 'Vos horaires, tels que le public les voit',
    'freshness-check.no-hours': 'Aucun horaire n’est affiché.',
    'freshness-check.day-line': '{name}\u00a0: {hours}',
    'freshness-check.contacts': 'Vos coordonnées',
    'freshness-check.phone': 'Téléphone',
    'freshness-check.website': 'Site',
    'freshness-check.email': 'Adresse électronique',
    'freshness-check.action': 'Confirmer ou corriger',
    'freshness-check.action-line': 'Confirmer ou corriger\u00a0: {confirmUrl}',
    'freshness-check.stop': 'La même page permet de ne plus recevoir ce message.',
    'freshness-check.why':
      'Vous recevez ce message parce que vous tenez la page d’un commerce sur «\u00a0{portal}\u00a0». Ouvrir le lien ne change rien\u00a0: c’est le bouton de la page qui confirme.',
  },
  en: {
    'freshness-check.monthly.subject': 'Still right? {listing}',
    'freshness-check.monthly.heading': 'Still right?',
    'freshness-check.monthly.lead':
      'This is what the public reads at the moment on the page of {listing}, in “{portal}”. All of it is right? One button will do. Something has changed? The same button leads to the correction.',
    'freshness-check.holidays.subject': 'Your hours on public holidays: {listing}',
    'freshness-check.holidays.heading': 'Are you open on the coming public holidays?',
    'freshness-check.holidays.lead':
      'Public holidays are near. This is what the public will read on these days on the page of {listing}, in “{portal}”. Confirm it, or give your special hours.',
    'freshness-check.summer.subject': 'Your summer holidays: {listing}',
    'freshness-check.summer.heading': 'Do you close this summer?',
    'freshness-check.summer.lead':
      'If {listing} closes this summer, give the dates: the page will say when you are back, and the closing ends by itself. If not, confirm that nothing changes.',
    'freshness-check.school.subject': '{school}: your hours, {listing}',
    'freshness-check.school.heading': 'Your hours during the school holidays',
    'freshness-check.school.lead':
      '{school}, from {from} to {until}: if {listing} closes or keeps other hours, say so. The page will say when you are back, and your usual hours return by themselves. If not, confirm that nothing changes.',
    'freshness-check.hello': 'Hello {person},',
    'freshness-check.coming': 'Public holidays, time off and special days',
    'freshness-check.not-stated': 'hours to be checked',
    'freshness-check.hours': 'Your hours, as the public sees them',
    'freshness-check.no-hours': 'No hours are shown.',
    'freshness-check.day-line': '{name}: {hours}',
    'freshness-check.contacts': 'How you are reached',
    'freshness-check.phone': 'Phone',
    'freshness-check.website': 'Website',
    'freshness-check.email': 'Email',
    'freshness-check.action': 'Confirm or correct',
    'freshness-check.action-line': 'Confirm or correct: {confirmUrl}',
    'freshness-check.stop': 'The same page lets you stop this message.',
    'freshness-check.why':
      'You get this message because you keep the page of a business on “{portal}”. Opening the link changes nothing: the button of the page confirms.',
  },
};

const days = (list: readonly FreshnessDay[], length = 200): FreshnessDay[] =>
  list.map(({ name, hours }) => ({ name: oneLine(name, 80), hours: oneLine(hours, length) }));

const orNothing = (text: string | null, length: number): string =>
  text === null ? '' : oneLine(text, length);

export const freshnessCheck = defineMail<FreshnessCheckModel>({
  name: 'freshness-check',
  folder: 'libs/domain/freshness/src/mails',
  texts: joinMailTexts(listingMailTexts, texts),
  subject: ({ occasion }) => `freshness-check.${occasion}.subject`,
  values: (model): MailValues => ({
    headingText: `freshness-check.${model.occasion}.heading`,
    leadText: `freshness-check.${model.occasion}.lead`,
    school: oneLine(model.school?.name ?? '', 80),
    schoolFrom: model.school?.from ?? '',
    schoolUntil: model.school?.until ?? '',
    name: oneLine(model.name, 80),
    listing: oneLine(model.listing, 120),
    place: oneLine(model.place, 200),
    week: days(model.week),
    asWritten: model.asWritten.map((text) => oneLine(text, 300)),
    isWithoutHours: model.week.length === 0 && model.asWritten.length === 0,
    recurring: days(model.recurring, 600),
    coming: model.coming.map(({ name, hours }) => ({
      name: oneLine(name, 120),
      hours: orNothing(hours, 200),
    })),
    phone: orNothing(model.phone, 40),
    website: orNothing(model.website, 200),
    email: orNothing(model.email, 254),
    confirmUrl: webUrl(model.confirmUrl),
  }),
  mayLink: ['website', 'email'],
  fixtures: [
    {
      listing: 'Épicerie <fine> d’Hautefort & fils',
      place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
      occasion: 'monthly',
      school: null,
      name: 'Marie-Élisabeth d’Hautefort & fils',
      week: [
        { name: 'Mercredi 25 novembre', hours: '9 h – 12 h 30, 14 h – 19 h' },
        { name: 'Jeudi 26 novembre', hours: 'Fermé' },
      ],
      recurring: [
        {
          name: 'Du 14 juillet au 31 août',
          hours: 'Lundi : Fermé · Mardi à samedi : 9 h – 13 h · Dimanche : Fermé',
        },
        { name: 'Le premier lundi du mois', hours: '14 h – 19 h' },
      ],
      asWritten: ['lundi <matin> & "sur rendez-vous"'],
      coming: [
        { name: 'Vendredi 25 décembre, Noël', hours: '9 h – 12 h 30' },
        { name: 'Vendredi 1er janvier, Jour de l’An', hours: null },
      ],
      phone: '05 36 49 00 00',
      website: 'epicerie-fine.example',
      email: 'contact@epicerie-fine.example',
      confirmUrl: 'https://commerces.example/pro/confirmer/un-jeton',
    },
  ],
});
