import type { Locale } from '@halles/kernel';
import { unlinked } from '../mail-address';

/**
 * Words of a mail by key and language, e.g. `claim-code.subject`, as ICU messages: a place for a value is written
 * `{name}`. A territory may replace each of them.
 */
export type MailTexts = Readonly<Record<Locale, Readonly<Record<string, string>>>>;

/** What the template is filled with, as `mail`: plain, clean and already put into words. */
export type MailValues = Readonly<Record<string, unknown>>;

/** Who reads the mail, and where. */
export interface MailReader {
  readonly locale: Locale;
  readonly timeZone: string;
}

/**
 * A mail that a feature sends. Its templates lie in `<folder>/<name>/`: `html.mjml.hbs` and `text.hbs`. Its subject is
 * the text `<name>.subject`.
 */
export interface MailDefinition<Model> {
  /** Lower-case words with hyphens, of no other mail. */
  readonly name: string;
  /** Below the application's folder, e.g. `libs/domain/claims/src/mails`. */
  readonly folder: string;
  readonly texts: MailTexts;
  /**
   * Fields of the model whose words the platform, the town, a public register or a business of the directory wrote: they
   * alone go to an address that is not proven, and no program makes a link of them (`unlinked`), but of addresses that we
   * made: the fields whose names end in `Url`. Whatever else is in the model may have been typed by whoever typed the
   * address, and is left out there: strings are empty, lists too. None unless said.
   */
  readonly safeForAnyone?: readonly string[];
  /**
   * Values that we made ourselves (a code, a reference): they alone are in the subject to an address that is not proven.
   * What a business is called is not among them: whoever keeps its page chooses that freely. A subject that needs others is
   * replaced there by `<name>.subject-for-anyone`, or by one that all mails share.
   */
  readonly safeInSubject?: readonly string[];
  /**
   * Fields whose words are the town's, or an address that somebody is to be answered at: they stand as they were written. Of
   * every other field no program makes a link, whoever reads it, but of addresses that we made: the fields whose names end
   * in `Url`. None unless said.
   */
  readonly mayLink?: readonly string[];
  /** Leaves a copy of a territory too (`Tenant.isCopy`): its reader has just asked for it there. Not unless said. */
  readonly leavesCopies?: true;
  /** Models that every check renders: accents, markup, long words, several paragraphs. */
  readonly fixtures: readonly [Model, ...Model[]];
  /**
   * From a model to what the template is filled with. Pure.
   * @throws Error when the model has a URL that is not http(s)
   */
  values(model: Model, reader: MailReader): MailValues;
  /** Key of the subject's text, where it is not `<name>.subject`. */
  subject?(model: Model): string;
}

/** Who reads a mail: somebody whose address is proven, or whoever has the address that was typed. */
export type MailAudience = 'proven' | 'anyone';

const NAME = /^[a-z]+(?:-[a-z]+)*$/;

/**
 * Declares a mail of a feature.
 * @throws Error when the name is not lower-case words with hyphens
 */
export function defineMail<Model>(
  mail: MailDefinition<Model> & {
    readonly safeForAnyone?: readonly (keyof Model & string)[];
    readonly mayLink?: readonly (keyof Model & string)[];
  },
): MailDefinition<Model> {
  if (!NAME.test(mail.name)) throw new Error(`"${mail.name}" is not a name for a mail`);
  return mail;
}

/** The model as an address that is not proven may read it. Pure. */
export function withoutUnprovenWords<Model>(mail: MailDefinition<Model>, model: Model): Model {
  const safe: ReadonlySet<string> = new Set(mail.safeForAnyone);
  const entries = Object.entries(model as Readonly<Record<string, unknown>>).map(([field, value]) => {
    if (safe.has(field)) return [field, isOurLink(field) ? value : unlinkedIn(value)] as const;
    return [field, typeof value === 'string' ? '' : Array.isArray(value) ? [] : value] as const;
  });
  return Object.fromEntries(entries) as Model;
}

/** The model as its reader may read it where they are known: nothing that was typed is a link. Pure. */
export function withoutTypedLinks<Model>(mail: MailDefinition<Model>, model: Model): Model {
  const asWritten: ReadonlySet<string> = new Set(mail.mayLink);
  const entries = Object.entries(model as Readonly<Record<string, unknown>>).map(
    ([field, value]) =>
      [field, isOurLink(field) || asWritten.has(field) ? value : unlinkedIn(value)] as const,
  );
  return Object.fromEntries(entries) as Model;
}

const isOurLink = (field: string): boolean => field.endsWith('Url');

/** A value with every text in it unlinked, however deep, but of addresses that we made. */
function unlinkedIn(value: unknown): unknown {
  if (typeof value === 'string') return unlinked(value);
  if (Array.isArray(value)) return value.map(unlinkedIn);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isOurLink(name) ? inner : unlinkedIn(inner)]),
  );
}

/** Texts of several places as one. Pure. */
export function joinMailTexts(...parts: readonly MailTexts[]): MailTexts {
  return {
    fr: Object.assign({}, ...parts.map(({ fr }) => fr)) as MailTexts['fr'],
    en: Object.assign({}, ...parts.map(({ en }) => en)) as MailTexts['en'],
  };
}
