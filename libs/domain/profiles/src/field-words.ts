import { isDeepStrictEqual } from 'node:util';
import {
  type Access,
  type DayState,
  hoursFields,
  type ListingProfile,
  noAccess,
  plainWords,
  type ProfileAddress,
  type ProfileField,
  type ProfileServices,
} from '@halles/contracts';
import { categoryById, type CategoryTree } from '@halles/domain/categories';
import {
  dateWords,
  dayOfIso,
  hoursLines,
  type IsoDate,
  openDays,
  type Place,
  scheduleOfTexts,
  timeWords,
} from '@halles/domain/hours';
import { namedMeans } from '@halles/domain/listings';
import { labelled, type Locale, phoneWords } from '@halles/kernel';
import type { FieldChange } from './profile';
import type { ReadElsewhere } from './read-elsewhere';
import { wheelchairOf } from './wheelchair';

/** The language of a reader, and the texts of the merchant space in it. */
export interface WordScope {
  readonly locale: Locale;
  readonly texts: {
    has(key: string): boolean;
    line(key: string, values?: Readonly<Record<string, string>>): string;
  };
}

/** What the values of fields are worded with. */
export interface FieldContext {
  readonly place: Place;
  readonly tree: CategoryTree;
  readonly today: IsoDate;
}

/** What a field is called in the history and where two changes meet. Pure. */
export const fieldLabel = (field: ProfileField, { texts }: WordScope): string =>
  texts.line(`pro.profile.${field}`);

const HOURS: ReadonlySet<string> = new Set(Object.values(hoursFields));

/** « Lundi à vendredi : 9 h – 12 h · Du 14 juillet au 31 août : Fermé »; hours that cannot be read as they were written. */
const hoursWords = (text: string, { place, today }: FieldContext, locale: Locale): string =>
  hoursLines(scheduleOfTexts(place, { shop: text }), today, locale).join(' · ');

const spanWords = (spans: readonly { from: number; until: number }[], locale: Locale): string =>
  spans.map(({ from, until }) => `${timeWords(from, locale)}\u00a0– ${timeWords(until, locale)}`).join(', ');

const dayWords = (iso: IsoDate, locale: Locale): string => dateWords(dayOfIso(iso), locale, true);

function stateWords(state: DayState, { texts, locale }: WordScope): string {
  return typeof state === 'string' ? texts.line(`pro.options.dayState.${state}`) : spanWords(state, locale);
}

/** By their dates, whatever the order in which they were typed. */
const inOrder = <T>(dated: readonly T[], dateOf: (one: T) => IsoDate): readonly T[] =>
  dated.toSorted((one, other) => (dateOf(one) < dateOf(other) ? -1 : Number(dateOf(one) > dateOf(other))));

/** What is said of the entrance and of the welcome, in the words of the page. */
function accessWords(access: Access, scope: WordScope, context: FieldContext): string {
  // The database keeps the answers in another order than that of the form.
  return (Object.keys(noAccess) as (keyof Access)[])
    .flatMap((name) => {
      const value = access[name];
      if (value === null || (Array.isArray(value) && value.length === 0)) return [];
      const label = `listing.access.${name === 'temporary' ? 'moment' : name}`;
      return labelled(scope.texts.line(label), answerWords(name, value, scope, context), scope.locale);
    })
    .join(' · ');
}

/** The words of several answers, by the name of what was asked. */
const LISTED_ANSWERS = new Map([
  ['accueil_equipements_malentendants', 'listing.access.aids'],
  ['languages', 'pro.options.languages'],
]);

function answerWords(
  name: string,
  value: NonNullable<Access[keyof Access]>,
  { texts, locale }: WordScope,
  context: FieldContext,
): string {
  if (typeof value === 'boolean') return texts.line(`listing.${value ? 'yes' : 'no'}`);
  if (Array.isArray(value))
    return value.map((one: string) => texts.line(`${LISTED_ANSWERS.get(name) ?? ''}.${one}`)).join(', ');
  if (typeof value === 'object')
    return value.until === null
      ? value.text
      : texts.line('listing.until', { text: value.text, date: dayWords(value.until, locale) });
  if (name === 'quietHours')
    return openDays(String(value), context.place, locale).join(', ') || String(value);
  if (name === 'entree_marches_rampe') return texts.line(`listing.access.ramp.${value}`);
  return name === 'entree_largeur_mini'
    ? texts.line('listing.access.width', { width: String(value) })
    : String(value);
}

/** What an answer about services is called on the page. */
const SERVICE_LABELS: Readonly<Record<keyof ProfileServices, string>> = {
  pickup: 'listing.services.takeaway',
  delivery: 'listing.services.delivery',
  deliveryArea: 'listing.services.area',
  appointment: 'listing.services.appointment',
  homeVisits: 'listing.services.homeVisits',
  outdoorSeating: 'listing.access.terrace',
};

function serviceWords(services: Partial<ProfileServices>, { texts, locale }: WordScope): string {
  return (Object.keys(SERVICE_LABELS) as (keyof ProfileServices)[])
    .flatMap((name) => {
      const value = services[name] ?? null;
      if (value === null) return [];
      const options = name === 'appointment' ? 'appointment' : 'fulfilment';
      const word =
        typeof value === 'boolean'
          ? texts.line(`listing.${value ? 'yes' : 'no'}`)
          : name === 'deliveryArea'
            ? value
            : texts.line(`pro.options.${options}.${value}`);
      return labelled(texts.line(SERVICE_LABELS[name]), word, locale);
    })
    .join(' · ');
}

/** Sources tell of means that the form has no word for: those that the page has one for, in that; the others as they call them. */
function meansWords(means: string, texts: WordScope['texts']): string {
  const key = ['pro.options.payment', 'listing.payment']
    .map((words) => `${words}.${means}`)
    .find((one) => texts.has(one));
  return key === undefined ? means.replaceAll(/[_-]/g, ' ') : texts.line(key);
}

type Wording = {
  readonly [F in ProfileField]?: (
    value: NonNullable<ListingProfile[F]>,
    scope: WordScope,
    context: FieldContext,
  ) => string;
};

const categoryWords = (id: string, { locale }: WordScope, { tree }: FieldContext): string =>
  categoryById(id, tree)?.label[locale] ?? id;

const listed = (values: readonly (string | null)[]): string => values.filter(Boolean).join(', ');

const WORDING: Wording = {
  descriptionFr: plainWords,
  descriptionEn: plainWords,
  category: categoryWords,
  otherCategories: (ids, scope, context) => listed(ids.map((id) => categoryWords(id, scope, context))),
  phone: phoneWords,
  links: ({ shop, booking, social }) => listed([shop, booking, ...social]),
  state: (state, { texts, locale }) =>
    listed([
      texts.line(`pro.options.state.${state.state}`),
      state.state === 'closed' && state.since !== null ? dayWords(state.since, locale) : null,
    ]),
  address: ({ number, repetition, street, complement = null, postalCode }) =>
    listed([complement, [number, repetition, street].filter(Boolean).join(' '), postalCode]),
  hidden: (_hidden, { texts }) => texts.line('pro.options.hidden'),
  publicHolidays: ({ general, days }, scope) =>
    [
      ...(general === null ? [] : [stateWords(general, scope)]),
      ...inOrder(Object.entries(days), ([day]) => day).map(([day, state]) =>
        labelled(dayWords(day, scope.locale), stateWords(state, scope), scope.locale),
      ),
    ].join(' · '),
  exceptions: (exceptions, scope) =>
    inOrder(exceptions, ({ from }) => from)
      .map(({ from, until, spans, note }) => {
        const dates =
          from === until
            ? dayWords(from, scope.locale)
            : `${dayWords(from, scope.locale)} – ${dayWords(until, scope.locale)}`;
        const worded = labelled(
          dates,
          stateWords(spans.length === 0 ? 'closed' : spans, scope),
          scope.locale,
        );
        return note === undefined ? worded : `${worded} (${note})`;
      })
      .join(' · '),
  vacations: (vacations, { texts, locale }) =>
    inOrder(vacations, ({ from }) => from)
      .map(({ from, returns }) =>
        texts.line('pro.vacationWords', { from: dayWords(from, locale), returns: dayWords(returns, locale) }),
      )
      .join(' · '),
  access: accessWords,
  payment: (means, { texts }) => listed(namedMeans(means).map((one) => meansWords(one, texts))),
  services: serviceWords,
  labels: (labels, { texts }) => listed(labels.map((one) => texts.line(`pro.options.labels.${one}`))),
  legal: ({ legalName, register, vat, mediator, terms, compliance }, { texts }) =>
    listed([
      legalName,
      register,
      vat,
      mediator?.name ?? null,
      terms,
      compliance ? texts.line('pro.fields.compliance.label') : null,
    ]),
  priceBand: (band) => '€'.repeat(band),
  disclosure: ({ page, address }, { texts }) =>
    listed([
      texts.line(`pro.options.disclosure.${page ? 'page' : 'none'}`),
      page && address ? texts.line('pro.options.disclosure.address') : null,
    ]),
};

/** What is said in a field, in words; that nothing is said, where it is null. Pure. */
export function fieldWords<F extends ProfileField>(
  field: F,
  value: ListingProfile[F],
  scope: WordScope,
  context: FieldContext,
): string {
  if (value === null) return scope.texts.line('pro.notSaid');
  if (HOURS.has(field)) return hoursWords(String(value), context, scope.locale);
  const word = WORDING[field];
  const words = word ? word(value, scope, context) : [value].flat().join(', ');
  return words === '' ? scope.texts.line('pro.saidEmpty') : words;
}

/** Fields of which a profile may say one part, while another is told elsewhere. */
const LEFT_IN_PART: ReadonlySet<ProfileField> = new Set(['services', 'publicHolidays']);

/** What other sources tell of a field that its profile leaves to them, or leaves in part; null where they tell nothing of it. */
function elsewhereWords(
  field: ProfileField,
  value: unknown,
  read: ReadElsewhere,
  scope: WordScope,
  context: FieldContext,
): string | null {
  if (field === 'access') return wheelchairWords(value as Access | null, read, scope);
  const elsewhere = read[field] ?? null;
  if (elsewhere === null || (value !== null && !LEFT_IN_PART.has(field))) return null;
  if (field === 'publicHolidays' && (value as ListingProfile['publicHolidays'])?.general != null) return null;
  const own = Object.entries(value ?? {}).filter(([, answer]) => answer !== null);
  const left =
    field === 'services' ? { ...read.services, ...noAnswers(own.map(([name]) => name)) } : elsewhere;
  const words = fieldWords(field, left as ListingProfile[typeof field], scope, context);
  return words === scope.texts.line('pro.saidEmpty') ? null : words;
}

const noAnswers = (names: readonly string[]): Readonly<Record<string, null>> =>
  Object.fromEntries(names.map((name) => [name, null]));

function wheelchairWords(
  own: Access | null,
  { access: wheelchair }: ReadElsewhere,
  { texts, locale }: WordScope,
): string | null {
  if (wheelchair === undefined || (own !== null && wheelchairOf(own) !== null)) return null;
  return labelled(
    texts.line('listing.access.wheelchair'),
    texts.line(`listing.access.${wheelchair}`),
    locale,
  );
}

/** The same of a change of the page, as the public reads it: with what other sources tell where nobody of it says it. Pure. */
export function valueWords(
  field: ProfileField,
  value: unknown,
  read: ReadElsewhere,
  scope: WordScope,
  context: FieldContext,
): string {
  const others = elsewhereWords(field, value, read, scope, context);
  const own = value as ListingProfile[typeof field];
  if (others === null) return fieldWords(field, own, scope, context);
  const words = scope.texts.line('pro.history.elsewhere', { words: others });
  return own === null ? words : `${fieldWords(field, own, scope, context)} · ${words}`;
}

/** What changed of a field whose words stay the same: a key of the texts. Pure. */
function unwordedChange(field: ProfileField, { before, after }: FieldChange): string {
  if (field === 'descriptionFr' || field === 'descriptionEn') return 'layout';
  if (field !== 'address' || before === null || after === null) return 'detail';
  const [from, to] = [before as ProfileAddress, after as ProfileAddress];
  if (from.communeCode !== to.communeCode) return 'commune';
  if (isDeepStrictEqual(from.position, to.position)) return 'detail';
  if (to.position === null) return 'pinRemoved';
  return from.position === null ? 'pinPlaced' : 'pinMoved';
}

/**
 * A change of a field in words; where they are the same before and after, what changed is added to the second: that the pin
 * moved, say. Pure.
 * @param words those of the two values
 */
export function changeWords(
  field: ProfileField,
  change: FieldChange,
  words: { readonly before: string; readonly after: string },
  { texts }: WordScope,
): { readonly before: string; readonly after: string } {
  const { before, after } = words;
  if (before !== after || isDeepStrictEqual(change.before, change.after)) return { before, after };
  const key = `pro.history.sameWords.${unwordedChange(field, change)}`;
  return { before, after: texts.line(key, { words: after }) };
}
