import { join } from 'node:path';
import type { TenantSettings } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import {
  type TextValue,
  TenantFolderError,
  Texts,
  formatDay,
  readTexts,
  tenantFolderPath,
} from '@halles/platform/theming';
import type { Letter, Letterhead } from './letter';
import type { LetterDefinition, LetterModel, LetterTexts, LetterWords } from './letter-definition';

type Table = ReadonlyMap<string, TextValue>;

/** The words of a territory's own, that take the place of those of the product, in both languages. */
export type OwnTexts = Readonly<Record<Locale, Table>>;

/** Words that every letter has. */
export const letterheadTexts: LetterTexts = {
  fr: {
    'letterhead.date': '{place}, le {day}',
    'letterhead.question': 'Une question\u00a0? {contact}',
    'letterhead.demonstration':
      'Portail de démonstration, sans lien avec la collectivité dont il porte le nom.',
  },
  en: {
    'letterhead.date': '{place}, {day}',
    'letterhead.question': 'A question? {contact}',
    'letterhead.demonstration':
      'Demonstration portal, not connected with the local authority whose name it bears.',
  },
};

/** Where a territory keeps its own words for letters. */
export const ownTextsFolder = (root: string, slug: string): string =>
  join(tenantFolderPath(root, slug), 'letters/locales');

/**
 * Reads the words that a territory has of its own: none where it has no such folder.
 * @throws TenantFolderError when a file is wrong
 */
export function readOwnTexts(root: string, slug: string): OwnTexts {
  const read = (locale: Locale): Table => {
    const { table, errors } = readTexts(
      root,
      ownTextsFolder(root, slug),
      locale,
      tenantFolderPath(root, slug),
    );
    if (errors.length > 0) throw new TenantFolderError(slug, errors);
    return table;
  };
  return { fr: read('fr'), en: read('en') };
}

/** The words of a letter in a language: those of every letterhead, its own, then the territory's in their place. Pure. */
function textsOf(texts: LetterTexts, own: OwnTexts, locale: Locale): Texts {
  const table = new Map<string, TextValue>([
    ...Object.entries(letterheadTexts[locale]),
    ...Object.entries(texts[locale]),
  ]);
  return new Texts(locale, new Map([...table, ...[...own[locale]].filter(([key]) => table.has(key))]));
}

function wordsOf(texts: Texts, settings: TenantSettings): LetterWords {
  const { locale } = texts;
  return {
    locale,
    settings,
    line: (key, params) => texts.line(key, params),
    paragraphs: (key, params) => texts.paragraphs(key, params),
    day: (iso) => formatDay(iso, locale),
  };
}

/** A letter in words, as it is set, below the head of its territory. Pure. */
export function composeLetter<Model extends LetterModel>(
  definition: LetterDefinition<Model>,
  model: Model,
  settings: TenantSettings,
  own: OwnTexts,
): { readonly letter: Letter; readonly head: Letterhead } {
  const { locale, recipient, sentOn } = model;
  const words = wordsOf(textsOf(definition.texts, own, locale), settings);
  const place = settings.territory.name;
  const letter = {
    locale,
    recipient,
    dateLine: words.line('letterhead.date', { place, day: words.day(sentOn) }),
    ...definition.compose(model, words),
  };
  return { letter, head: letterhead(words) };
}

function letterhead({ locale, settings, line }: LetterWords): Letterhead {
  const { title, contact, demonstration } = settings;
  const ways = [contact.phone, contact.email].filter((way) => way !== undefined).join(' · ');
  return {
    portal: title[locale],
    organisation: contact.name,
    addressLines: contact.address.split('\n'),
    footer: line('letterhead.question', { contact: ways }),
    demonstration: demonstration ? line('letterhead.demonstration') : null,
  };
}
