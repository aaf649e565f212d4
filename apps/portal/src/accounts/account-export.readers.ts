import { PROFILE_FIELDS, type ListingProfile, type ProfileField } from '@halles/contracts';
import { categoryById } from '@halles/domain/categories';
import { dateWords, dayOfIso } from '@halles/domain/hours';
import { fieldLabel, fieldWords, type FieldContext, valueWords } from '@halles/domain/profiles';
import { formatSiret, isIsoDate, labelled, parseSiret, phoneWords, priceWords } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';
import { browserName } from './browser-name';
import { sayWhen } from './say-when';

/** What the words of an export are found with. */
export interface ExportContext extends FieldContext {
  readonly scope: PageScope;
  readonly accountId: string;
  /** Names of businesses that anybody may read, by their numbers. */
  readonly names: ReadonlyMap<number, string>;
  /** Which business each claim of the person is about. */
  readonly claims: ReadonlyMap<string, number>;
}

/** Puts one value into words; never asked for what is null. */
export type Reader = (value: unknown, context: ExportContext) => string;

export type Plain = Readonly<Record<string, unknown>>;

/** Whether it is an object of fields. Pure. */
export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const scalar = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const line = ({ scope }: ExportContext, key: string, words: Record<string, string> = {}): string =>
  scope.texts.line(`account.export.${key}`, words);

/** The person's own words, and names that people gave. */
export const written: Reader = (value) => scalar(value).split('\n').join(', ');

/** A moment, as JSON or the database has it. */
export const moment: Reader = (value, { scope }) =>
  sayWhen(scope, value instanceof Date ? value : new Date(scalar(value)));

/** `2026-11` or `2026-12-25`: what a question is about. */
export const period: Reader = (value, { scope: { locale } }) => {
  const text = scalar(value);
  if (isIsoDate(text)) return dateWords(dayOfIso(text), locale, true);
  if (!/^\d{4}-\d{2}$/.test(text)) return text.replaceAll('-', ' ');
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${text}-01T00:00:00Z`));
};

export const money: Reader = (value, { scope }) => priceWords(Number(value), scope.locale);

export const phone: Reader = (value) => phoneWords(scalar(value));

/** Where a code went: a phone, an address, or the SIRET that ProConnect told. */
export const contact: Reader = (value, context) => {
  const text = scalar(value);
  if (text.startsWith('+')) return phoneWords(text);
  return /^\d{14}$/.test(text) ? siret(text, context) : written(text, context);
};

export const siret: Reader = (value) => {
  const parsed = parseSiret(scalar(value));
  return parsed === null ? scalar(value) : formatSiret(parsed);
};

export const count: Reader = (value, { scope }) =>
  new Intl.NumberFormat(scope.locale === 'en' ? 'en-GB' : 'fr-FR').format(Number(value));

export const minutes: Reader = (value, { scope: { locale } }) =>
  new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'fr-FR', {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'long',
  }).format(Number(value));

export const yesNo: Reader = (value, context) => line(context, value === true ? 'yes' : 'no');

export const language: Reader = (value, context) => line(context, `values.locale.${scalar(value)}`);

/** The page of a business, by its name where anybody may read it. */
export const listing: Reader = (value, context) => {
  const id = Number(isPlain(value) ? value['id'] : value);
  const name = (isPlain(value) ? value['name'] : null) ?? context.names.get(id);
  return typeof name === 'string' ? name : line(context, 'listingUnnamed');
};

/** The business that a claim of the person is about, by the claim's number. */
export const claimed: Reader = (value, context) => listing(context.claims.get(scalar(value)), context);

/** What a browser calls itself, as its owner would call it. */
export const browser: Reader = (value, { scope: { texts } }) => browserName(scalar(value), texts);

/** Where alerts for a browser are sent: the service, without the address by which anybody could send them. */
export const alertService: Reader = (value) => URL.parse(scalar(value))?.host ?? scalar(value);

/** A signature that was drawn: the picture itself is in the file. */
export const drawing: Reader = (_value, context) => line(context, 'drawn');

/** An account: the reader's own, or another's, whose number is all that is kept. */
export const account: Reader = (value, context) =>
  value === context.accountId ? line(context, 'yours') : line(context, 'another');

export const category: Reader = (value, { tree, scope }) =>
  categoryById(scalar(value), tree)?.label[scope.locale] ?? scalar(value).replaceAll(/[-_]/g, ' ');

/** One of the words that a column may hold. Pure. */
export const oneOf =
  (vocabulary: string): Reader =>
  (value, context) => {
    // Of a type of file its kind alone: `application/pdf` is a PDF.
    const key = `account.export.values.${vocabulary}.${scalar(value).split('/').at(-1)}`;
    return context.scope.texts.has(key) ? context.scope.texts.line(key) : line(context, 'another');
  };

/** Several of them. */
export const someOf =
  (vocabulary: string): Reader =>
  (value, context) =>
    (Array.isArray(value) ? value : []).map((one) => oneOf(vocabulary)(one, context)).join(', ');

/** Who took a step: an agent by name, and anybody else by what they are. */
export const actor: Reader = (value, context) => {
  const { kind, name } = isPlain(value) ? value : { kind: value, name: null };
  const who = oneOf('actor')(kind, context);
  return typeof name === 'string' && name !== '' ? `${name} (${who})` : who;
};

export const size: Reader = (value, { scope: { locale } }) =>
  new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'fr-FR', {
    style: 'unit',
    unit: 'kilobyte',
    maximumFractionDigits: 0,
  }).format(Math.max(1, Number(value) / 1000));

/** Where a shop is now, by who reported it. */
export const reportedPlace: Reader = (value, context) => {
  if (!isPlain(value)) return scalar(value);
  const { line: street, postalCode, communeName, pin } = value;
  const worded = [street, [postalCode, communeName].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return pin == null ? worded : `${worded} · ${position(context)}`;
};

/** A post that was reported, as it was read then. */
export const reportedPost: Reader = (value) =>
  isPlain(value) ? [value['title'], value['text']].map(scalar).join(' · ') : scalar(value);

/** That there is a point on the map: its degrees, which nobody reads, are in the file. */
const position = (context: ExportContext): string => line(context, 'position');

/** What was asked for as the address of a page, with its point where one was set. */
export const address: Reader = (value, context) => {
  const worded = profileValue('address', value, context);
  const point = isPlain(value) ? value['position'] : null;
  return point == null ? worded : `${worded} · ${position(context)}`;
};

/** The lines of an order: "2 × Pain de campagne (Tranché)". */
export const orderLines: Reader = (value, { scope: { locale } }) =>
  (Array.isArray(value) ? value : [])
    .filter(isPlain)
    .map(({ name, quantity, choices, grams }) => {
      const chosen = (Array.isArray(choices) ? choices : [])
        .map((choice) => scalar(isPlain(choice) ? choice['name'] : choice))
        .filter((choice) => choice !== '');
      const kilos = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'fr-FR');
      const weight = grams == null ? [] : [`${kilos.format(Number(grams) / 1000)}\u00a0kg`];
      const notes = [...chosen, ...weight].join(', ');
      return `${scalar(quantity)} × ${scalar(name)}${notes === '' ? '' : ` (${notes})`}`;
    })
    .join(' · ');

/** Text messages that went: the order, the number, the moment. */
export const textMessages: Reader = (value, context) =>
  (Array.isArray(value) ? value : [])
    .filter(isPlain)
    .map((text) =>
      [
        line(context, 'textOf', { order: scalar(text['order']), phone: phone(text['phone'], context) }),
        ...(text['sentAt'] == null ? [] : [moment(text['sentAt'], context)]),
      ].join(', '),
    )
    .join(' · ');

const isField = (name: string): name is ProfileField => (PROFILE_FIELDS as readonly string[]).includes(name);

function profileValue(field: ProfileField, value: unknown, context: ExportContext): string {
  return fieldWords(field, (value ?? null) as ListingProfile[typeof field], context.scope, context);
}

/** The same of a change, as the history of the page words it: with what the public read from elsewhere. */
const readValue = (field: ProfileField, value: unknown, elsewhere: unknown, context: ExportContext): string =>
  valueWords(field, value ?? null, { [field]: elsewhere ?? null }, context.scope, context);

const fieldsOf = (
  value: unknown,
  context: ExportContext,
  say: (field: ProfileField, one: unknown) => string,
) =>
  Object.entries(isPlain(value) ? value : {})
    .filter((entry): entry is [ProfileField, unknown] => isField(entry[0]))
    .map(([field, one]) => labelled(fieldLabel(field, context.scope), say(field, one), context.scope.locale))
    .join(' · ');

const partsOf = (value: unknown): Plain => (isPlain(value) ? value : {});

/** What was published: each field as it was before and is since. */
export const fieldChanges: Reader = (value, context) =>
  fieldsOf(value, context, (field, one) =>
    line(context, 'fromTo', {
      before: readValue(field, partsOf(one)['before'], partsOf(one)['readBefore'], context),
      after: readValue(field, partsOf(one)['after'], partsOf(one)['readAfter'], context),
    }),
  );

/** What waits to be published. */
export const draftedFields: Reader = (value, context) =>
  fieldsOf(value, context, (field, one) => profileValue(field, partsOf(one)['value'], context));

/** What was asked for, field by field. */
export const askedFields: Reader = (value, context) =>
  fieldsOf(value, context, (field, one) => profileValue(field, one, context));
