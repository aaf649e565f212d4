import type { ListingReportKind } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { oneLine } from '../mail-address';
import { paragraphsOf, quoteText } from './mail-message';
import { webUrl } from './mail-words';

/** A day with what is open on it, as the page shows it. */
export interface MailedDay {
  readonly name: string;
  readonly hours: string;
}

/** « Toujours exact ? »: what the public sees of a page, and one button. */
export interface FreshnessAskModel {
  readonly occasion: 'monthly' | 'holidays' | 'summer' | 'school';
  /** The school break that it is about, its first and its last day, in words; null for every other question. */
  readonly school: { readonly name: string; readonly from: string; readonly until: string } | null;
  readonly name: string;
  readonly listing: string;
  readonly place: string;
  /** The week from today on; empty where no hours are known. */
  readonly week: readonly MailedDay[];
  /** Hours that could not be read, as they were written. */
  readonly asWritten: readonly string[];
  /** The public holidays to come: their day and name, and the hours of that day. */
  readonly holidays: readonly MailedDay[];
  readonly phone: string | null;
  readonly website: string | null;
  readonly email: string | null;
  readonly portalTitle: string;
  /** Absolute http(s) URL of the page that confirms; opening it changes nothing. */
  readonly confirmUrl: string;
}

/** A reader's report, for who keeps the page. */
export interface ReportToldModel {
  readonly name: string;
  readonly listing: string;
  readonly place: string;
  readonly kind: ListingReportKind;
  readonly message: string | null;
  readonly portalTitle: string;
  readonly reportsUrl: string;
}

/** Somebody else changed a page, for who keeps it. */
export interface PageChangedModel {
  readonly name: string;
  readonly listing: string;
  readonly portalTitle: string;
  /** Absolute http(s) URL of the history, which says who changed what and takes it back. */
  readonly historyUrl: string;
}

/** A reader's report that nobody of the business answered, for the town. */
export interface ReportEscalatedModel {
  readonly listing: string;
  readonly place: string;
  readonly kind: ListingReportKind;
  readonly message: string | null;
  /** Since when, days. */
  readonly days: number;
  readonly listingUrl: string;
}

type Shown = Readonly<Record<string, unknown>>;

const days = (list: readonly MailedDay[]): Shown[] =>
  list.map(({ name, hours }) => ({ name: oneLine(name, 80), hours: oneLine(hours, 200) }));

const orNothing = (text: string | null, length: number): string =>
  text === null ? '' : oneLine(text, length);

export const presentFreshnessAsk = (model: FreshnessAskModel, _locale: Locale): Shown => ({
  subjectText: `freshness-ask.${model.occasion}.subject`,
  headingText: `freshness-ask.${model.occasion}.heading`,
  leadText: `freshness-ask.${model.occasion}.lead`,
  school: oneLine(model.school?.name ?? '', 80),
  schoolFrom: model.school?.from ?? '',
  schoolUntil: model.school?.until ?? '',
  name: oneLine(model.name, 80),
  listing: oneLine(model.listing, 120),
  place: oneLine(model.place, 200),
  week: days(model.week),
  asWritten: model.asWritten.map((text) => oneLine(text, 300)),
  isWithoutHours: model.week.length === 0 && model.asWritten.length === 0,
  holidays: days(model.holidays),
  phone: orNothing(model.phone, 40),
  website: orNothing(model.website, 200),
  email: orNothing(model.email, 254),
  isWithoutContact: model.phone === null && model.website === null && model.email === null,
  portalTitle: oneLine(model.portalTitle, 120),
  confirmUrl: webUrl(model.confirmUrl),
});

const reported = (model: {
  readonly listing: string;
  readonly place: string;
  readonly kind: string;
  readonly message: string | null;
}): Shown => ({
  listing: oneLine(model.listing, 120),
  place: oneLine(model.place, 200),
  kindText: `listing-report.${model.kind}`,
  paragraphs: paragraphsOf(model.message ?? ''),
  quoted: model.message === null ? [] : quoteText(model.message),
});

export const presentReportTold = (model: ReportToldModel): Shown => ({
  ...reported(model),
  name: oneLine(model.name, 80),
  portalTitle: oneLine(model.portalTitle, 120),
  reportsUrl: webUrl(model.reportsUrl),
});

export const presentPageChanged = (model: PageChangedModel): Shown => ({
  name: oneLine(model.name, 80),
  listing: oneLine(model.listing, 120),
  portalTitle: oneLine(model.portalTitle, 120),
  historyUrl: webUrl(model.historyUrl),
});

export const presentReportEscalated = (model: ReportEscalatedModel): Shown => ({
  ...reported(model),
  days: model.days,
  listingUrl: webUrl(model.listingUrl),
});

const place = {
  listing: 'Épicerie <fine> d’Hautefort & fils',
  place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
};
const report = {
  ...place,
  kind: 'wrong-hours',
  message: 'Fermé le lundi depuis septembre.\n\nhttps://commerces.example/une-adresse-qui-ne-se-coupe-pas',
} as const;

/** One model a template, for the checks that every mail passes. */
export const merchantMailFixtures = {
  'freshness-ask': {
    ...place,
    occasion: 'monthly',
    school: null,
    name: 'Marie-Élisabeth d’Hautefort & fils',
    week: [
      { name: 'Mercredi 25 novembre', hours: '9 h – 12 h 30, 14 h – 19 h' },
      { name: 'Jeudi 26 novembre', hours: 'Fermé' },
    ],
    asWritten: ['lundi <matin> & "sur rendez-vous"'],
    holidays: [{ name: 'Vendredi 25 décembre, Noël', hours: '9 h – 12 h 30' }],
    phone: '05 56 00 00 00',
    website: 'epicerie-fine.example',
    email: 'contact@epicerie-fine.example',
    portalTitle: 'Les Halles',
    confirmUrl: 'https://commerces.example/pro/confirmer/un-jeton',
  },
  'report-told': {
    ...report,
    name: 'Marie-Élisabeth d’Hautefort & fils',
    portalTitle: 'Les Halles',
    reportsUrl: 'https://commerces.example/pro/commerces/1234/signalements',
  },
  'page-changed': {
    name: 'Marie-Élisabeth d’Hautefort & fils',
    listing: place.listing,
    portalTitle: 'Les Halles',
    historyUrl: 'https://commerces.example/pro/commerces/1234/historique',
  },
  'report-escalated': {
    ...report,
    days: 7,
    listingUrl: 'https://commerces.example/commerce/epicerie-fine-1234',
  },
} as const satisfies {
  'freshness-ask': FreshnessAskModel;
  'report-told': ReportToldModel;
  'page-changed': PageChangedModel;
  'report-escalated': ReportEscalatedModel;
};
