import type { Locale } from '@halles/kernel';
import { oneLine } from '../mail-address';
import { sayInstant, webUrl } from './mail-words';

/** The link of an invitation to work for a territory in the console. */
export interface ConsoleInviteModel {
  readonly name: string;
  readonly role: 'manager' | 'agent';
  /** Null once that account is gone. */
  readonly invitedBy: string | null;
  readonly portalTitle: string;
  /** Absolute http(s) URL of the page that makes the account. */
  readonly invitationUrl: string;
  readonly expiresAt: Date;
}

/** Whether a merchant lets the town hall keep the page, to be signed behind the link. */
export interface MandateAskModel {
  readonly name: string;
  /** Name of the business, and where it is on one line. */
  readonly listing: string;
  readonly place: string;
  readonly portalTitle: string;
  readonly mandateUrl: string;
  /** Until when it can be signed. */
  readonly expiresAt: Date;
}

/** What was signed, until when it holds, and where it ends at once. */
export interface MandateSignedModel {
  readonly name: string;
  readonly listing: string;
  readonly place: string;
  readonly portalTitle: string;
  readonly mandateUrl: string;
  readonly expiresAt: Date;
}

type Shown = Readonly<Record<string, unknown>>;

export const presentConsoleInvite = (model: ConsoleInviteModel, locale: Locale, timeZone: string): Shown => ({
  name: oneLine(model.name, 80),
  whatText: `console-invite.${model.role}${model.invitedBy === null ? '-by-nobody' : ''}`,
  invitedBy: oneLine(model.invitedBy ?? '', 80),
  portalTitle: oneLine(model.portalTitle, 120),
  invitationUrl: webUrl(model.invitationUrl),
  expiresAt: sayInstant(model.expiresAt, locale, timeZone),
});

export const presentMandate = (
  model: MandateAskModel | MandateSignedModel,
  locale: Locale,
  timeZone: string,
): Shown => ({
  name: oneLine(model.name, 80),
  listing: oneLine(model.listing, 120),
  place: oneLine(model.place, 200),
  portalTitle: oneLine(model.portalTitle, 120),
  mandateUrl: webUrl(model.mandateUrl),
  expiresAt: sayInstant(model.expiresAt, locale, timeZone),
});

const mandate = {
  name: 'Marie-Élisabeth d’Hautefort & fils',
  listing: 'Épicerie <fine> d’Hautefort & fils',
  place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
  portalTitle: 'Les Halles',
  mandateUrl: 'https://commerces.example/mandat/un-jeton',
  expiresAt: new Date('2027-11-25T13:30:00Z'),
};

/** One model a template, for the checks that every mail passes. */
export const townMailFixtures = {
  'console-invite': {
    name: 'Claire <b>Dubois</b>',
    role: 'agent',
    invitedBy: 'Karim Benali',
    portalTitle: 'Les Halles',
    invitationUrl: 'https://console.example/invitation#bordeaux/un-jeton',
    expiresAt: new Date('2026-12-02T13:30:00Z'),
  },
  'mandate-ask': mandate,
  'mandate-signed': mandate,
} as const satisfies {
  'console-invite': ConsoleInviteModel;
  'mandate-ask': MandateAskModel;
  'mandate-signed': MandateSignedModel;
};
