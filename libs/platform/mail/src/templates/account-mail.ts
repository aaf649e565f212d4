import type { Locale } from '@halles/kernel';
import { oneLine } from '../mail-address';
import { sayInstant, webUrl } from './mail-words';

/** Why somebody is written to about their account; the texts of each are `account-mail.<purpose>.…`. */
export const accountMailPurposes = [
  'sign-up',
  'sign-in',
  'password',
  'email',
  'confirm',
  'no-account',
  'email-changed',
  'security-changed',
  'invitation',
] as const;
export type AccountMailPurpose = (typeof accountMailPurposes)[number];

/** Everything that is written to people about their account: a few words and one thing to do. */
export interface AccountMailModel {
  readonly purpose: AccountMailPurpose;
  /** Empty where it is not known. */
  readonly name: string;
  readonly portalTitle: string;
  /** Absolute http(s) URL of the page where it is done. */
  readonly actionUrl: string;
  /** Until when; null where it has no end. */
  readonly until: Date | null;
  /** Of an invitation: the business, and who invites. */
  readonly listing?: string;
  readonly by?: string;
}

export const presentAccountMail = (
  model: AccountMailModel,
  locale: Locale,
  timeZone: string,
): Readonly<Record<string, unknown>> => {
  const name = oneLine(model.name, 80);
  const text = (part: string): string => `account-mail.${model.purpose}.${part}`;
  return {
    subjectText: text('subject'),
    headingText: text('heading'),
    whatText: text('what'),
    actionText: text('action'),
    whyText: text('why'),
    helloText: `account-mail.${name === '' ? 'hello' : 'hello-name'}`,
    untilText: `account-mail.${model.until === null ? 'no-end' : 'until'}`,
    name,
    portalTitle: oneLine(model.portalTitle, 120),
    actionUrl: webUrl(model.actionUrl),
    until: model.until === null ? '' : sayInstant(model.until, locale, timeZone),
    listing: oneLine(model.listing ?? '', 120),
    by: oneLine(model.by ?? '', 80),
  };
};

/** A model for the checks that every mail passes. */
export const accountMailFixture: AccountMailModel = {
  purpose: 'invitation',
  name: 'Marie-Élisabeth d’Hautefort & fils',
  portalTitle: 'Les Halles',
  actionUrl:
    'https://commerces.example/invitation/une-adresse-qui-ne-se-coupe-pas-et-qui-est-plus-longue-qu-une-ligne',
  until: new Date('2026-12-02T13:30:00Z'),
  listing: 'Épicerie <fine> d’Hautefort & fils',
  by: 'Odile <b>Fournier</b>',
};
