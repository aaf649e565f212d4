import type { Locale } from './errors';

/** The form of a word that a count asks for. */
export type PluralForm = 'one' | 'other';

const rules: Readonly<Record<Locale, Intl.PluralRules>> = {
  fr: new Intl.PluralRules('fr-FR'),
  en: new Intl.PluralRules('en-GB'),
};

/** The plural form that a language has for a count: French says one of 0 and 1, English of 1. Pure. */
export const pluralForm = (count: number, locale: Locale): PluralForm =>
  rules[locale].select(count) === 'one' ? 'one' : 'other';
