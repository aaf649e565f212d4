import { type Locale, type Preposition, withPreposition, withPrepositionOfPerson } from '@halles/kernel';
import { type Formatters, IntlMessageFormat } from 'intl-messageformat';

export type MessageValues = Readonly<Record<string, string | number>>;

/**
 * A message of one language, compiled.
 * @throws Error when a value is missing
 */
export type Message = (values: MessageValues) => string;

/** A message without plurals, choices or quoted braces: it is filled without the library, some ten times faster. */
const PLAIN = /^(?:[^{}']|\{[a-zA-Z][a-zA-Z0-9]*\})*$/;
const PLACEHOLDER = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g;

const LANGUAGES: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };

/** « page de {name} »: the words before a value that change with it, alone or behind an apostrophe or a quotation mark. */
const BEFORE_VALUE = /(?<![\p{L}\p{N}-])([Dd]e|[Àà]|[Qq]ue)[ \u00a0]\{([a-zA-Z][a-zA-Z0-9]*)\}/gu;

/**
 * Values that are persons, by the names that texts call them: « de Le Goff », although « du Petit Levain ». A value that
 * may be either has no such name, and none of these may be a business.
 */
export const PERSONS: ReadonlySet<string> = new Set(['person', 'by', 'agent', 'invitedBy', 'officer']);

/** Values that are no persons and may stand behind a preposition. */
const NO_PERSONS: ReadonlySet<string> = new Set([
  // Names of businesses, organisations and places.
  'business',
  'listing',
  'organisation',
  'portal',
  'town',
  // Addresses, measures and times, which nothing changes.
  'address',
  'count',
  'distance',
  'email',
  'longest',
  'price',
  'shown',
  'spent',
  'time',
  'url',
]);

const CHOICES = `${[...PERSONS, ...NO_PERSONS].map((name) => `{${name}}`).join(', ')} are known`;

interface PrecededValue {
  readonly preposition: Preposition;
  readonly isCapital: boolean;
  readonly name: string;
}

/**
 * Makes one value of each that stands behind a preposition, so that French is right whatever the name: « d’Odile », « du
 * Petit Levain ». Whoever writes a text writes « de {listing} » or « de {person} » and need not think of it.
 * @throws SyntaxError where nobody said whether the value is a person
 */
function withPrepositions(text: string, compile: (text: string) => Message): Message {
  const preceded = new Map<string, PrecededValue>();
  const joined = text.replaceAll(BEFORE_VALUE, (_, written: string, name: string) => {
    if (!PERSONS.has(name) && !NO_PERSONS.has(name))
      throw new SyntaxError(`does not say whether {${name}} behind « ${written} » is a person: ${CHOICES}`);
    const preposition = written.toLowerCase() as Preposition;
    const key = `${name}After${preceded.size}`;
    preceded.set(key, { preposition, name, isCapital: preposition !== written });
    return `{${key}}`;
  });
  const message = compile(joined);
  if (preceded.size === 0) return message;
  return (values) => {
    const filled: Record<string, string | number> = { ...values };
    for (const [key, { preposition, name, isCapital }] of preceded) {
      const value = values[name];
      if (value === undefined) throw new Error(`needs "${name}"`);
      const agree = PERSONS.has(name) ? withPrepositionOfPerson : withPreposition;
      filled[key] = agree(preposition, String(value), isCapital);
    }
    return message(filled);
  };
}

function plainMessage(text: string): Message {
  // Words at even places, names at odd ones.
  const parts = text.split(PLACEHOLDER);
  return (values) => {
    let filled = parts[0] ?? '';
    for (let at = 1; at < parts.length; at += 2) {
      const value = values[parts[at] ?? ''];
      if (value === undefined) throw new Error(`needs "${parts[at]}"`);
      filled += String(value) + (parts[at + 1] ?? '');
    }
    return filled;
  };
}

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** One formatter for each combination of language and options, made when it is first needed. */
function formatterCache<Options, Formatter>(
  make: (languages?: string | string[], options?: Options) => Formatter,
): (languages?: string | string[], options?: Options) => Formatter {
  const cache = new Map<string, Formatter>();
  return (languages, options) => {
    const key = options === undefined ? String(languages) : `${String(languages)} ${JSON.stringify(options)}`;
    let formatter = cache.get(key);
    if (!formatter) cache.set(key, (formatter = make(languages, options)));
    return formatter;
  };
}

/** Shared by all messages: those of the library are each message's own, and it writes a key for each use. */
const formatters: Formatters = {
  getNumberFormat: formatterCache((...args) => new Intl.NumberFormat(...args)),
  getDateTimeFormat: formatterCache((...args) => new Intl.DateTimeFormat(...args)),
  getPluralRules: formatterCache((...args) => new Intl.PluralRules(...args)),
};

// Tags are text here: messages become HTML in templates alone, which escape them.
const parse = (text: string, language: string): IntlMessageFormat =>
  new IntlMessageFormat(text, language, undefined, { ignoreTag: true, formatters });

/** Kinds of elements of the parser that stand for no value: words, and `#`. */
const LITERAL = 0;
const POUND = 7;

function namesIn(elements: Elements): Set<string> {
  const names = new Set<string>();
  for (const element of elements) {
    const kind: number = element.type;
    if (kind !== LITERAL && kind !== POUND && 'value' in element) names.add(element.value);
    if ('options' in element) {
      for (const { value } of Object.values(element.options))
        for (const name of namesIn(value)) names.add(name);
    }
  }
  return names;
}

function icuMessage(text: string, locale: Locale): Message {
  const format = parse(text, LANGUAGES[locale]);
  const names = namesIn(format.getAst());
  return (values) => {
    for (const name of names) if (values[name] === undefined) throw new Error(`needs "${name}"`);
    return String(format.format(values));
  };
}

/** Messages that were compiled: themes whose words are the same share them. */
const compiled = new Map<string, Message>();

/**
 * Compiles an ICU message, once for each language. In French a preposition before a value agrees with it.
 * @throws SyntaxError when it is not one
 */
export function compileMessage(text: string, locale: Locale): Message {
  const key = `${locale} ${text}`;
  let message = compiled.get(key);
  if (!message) {
    const compile = (words: string): Message =>
      PLAIN.test(words) ? plainMessage(words) : icuMessage(words, locale);
    message = locale === 'fr' ? withPrepositions(text, compile) : compile(text);
    compiled.set(key, message);
  }
  return message;
}

/**
 * Names of the values that a message needs, sorted, each once.
 * @throws SyntaxError when it is not an ICU message
 */
export function namesOf(text: string): string[] {
  if (PLAIN.test(text))
    return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))].sort();
  return [...namesIn(parse(text, LANGUAGES.fr).getAst())].sort();
}
