import { pathTo } from '@halles/contracts';
import type { PageScope } from '../rendering/page-scope';
import { type ExportFields, exportFields } from './account-export.fields';
import { type ExportContext, isPlain, type Plain, type Reader } from './account-export.readers';
import type { AccountContent } from './account-page';
import {
  buttonForm,
  type RecordedFactView,
  type RecordsView,
  section,
  type SectionView,
} from './account.view';

type Facts = RecordsView['records'][number];

/** What is longer would be a narrow column of many lines, in the width of a name or a date. */
const LONG = 60;

const fact = (term: string, value: string): RecordedFactView => ({
  term,
  value,
  isLong: value.length > LONG,
});

/** Numbers of the listings that an export tells of, wherever they stand in it. Pure. */
export function listingsIn(value: unknown): number[] {
  const found = new Set<number>();
  const read = (one: unknown): void => {
    if (Array.isArray(one)) for (const item of one) read(item);
    else if (isPlain(one))
      for (const [key, inner] of Object.entries(one))
        if ((key === 'listing' || key === 'listingId') && typeof inner === 'number') found.add(inner);
        else read(inner);
  };
  read(value);
  return [...found];
}

/** Which business each claim is about, by the claim's number. Pure. */
function claimsIn(value: unknown): ReadonlyMap<string, number> {
  const claims = isPlain(value) && Array.isArray(value['claims']) ? (value['claims'] as unknown[]) : [];
  return new Map(claims.filter(isPlain).map(({ id, listingId }) => [String(id), Number(listingId)] as const));
}

/** What is stored of somebody in the words of who reads it: a section a feature, a definition list a record. Pure. */
export function presentExport(
  scope: PageScope,
  found: Readonly<Record<string, unknown>>,
  context: Omit<ExportContext, 'scope' | 'claims'>,
): AccountContent {
  const { texts, locale } = scope;
  const line = (key: string): string => texts.line(`account.data.${key}`);
  const claims = claimsIn(found['claims']);
  return {
    trail: [{ href: pathTo('account.data', locale), label: line('heading') }],
    errors: [],
    sections: [
      section('data-file', {
        paragraphs: [texts.line('account.export.file'), texts.line('account.export.without')],
        forms: [buttonForm(pathTo('account.dataFile', locale), line('file'))],
      }),
      ...Object.entries(found).map(([name, value]) => sectionOf(name, value, { ...context, claims, scope })),
    ],
  };
}

function sectionOf(name: string, value: unknown, context: ExportContext): SectionView {
  const { texts } = context.scope;
  const lists: RecordsView[] = [];
  const add = (path: string, records: readonly unknown[], heading?: string): void => {
    if (records.length === 0) return;
    const all = records.map((one) => factsOf(one, exportFields[path] ?? {}, context));
    lists.push({ ...(heading === undefined ? {} : { heading }), records: all });
  };
  if (Array.isArray(value)) add(name, value);
  else if (isPlain(value)) {
    const own = Object.entries(value).filter(([, one]) => !Array.isArray(one));
    if (own.length > 0) add(name, [Object.fromEntries(own)]);
    for (const [key, one] of Object.entries(value))
      if (Array.isArray(one)) add(`${name}.${key}`, one, headingOf(`lists.${key}`, context.scope));
  }
  return section(`data-${name}`, {
    heading: headingOf(`features.${name}`, context.scope),
    lists,
    paragraphs: lists.length === 0 ? [texts.line('account.data.nothing')] : [],
  });
}

/** A feature or list that nobody named yet is not called by its name in the code. Pure. */
function headingOf(key: string, { texts }: PageScope): string {
  const named = `account.export.${key}`;
  return texts.line(texts.has(named) ? named : 'account.export.other');
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** In the order of the fields as they are declared; what is not declared comes last. */
function factsOf(one: unknown, fields: ExportFields, context: ExportContext): Facts {
  const values: Plain = isPlain(one) ? one : { value: one };
  const known = Object.keys(fields).filter((key) => key in values);
  const others = Object.keys(values).filter((key) => !(key in fields));
  return [...known, ...others].flatMap((key) => factOf(key, values[key], fields[key], context));
}

function factOf(
  key: string,
  value: unknown,
  field: ExportFields[string] | undefined,
  context: ExportContext,
): Facts {
  const { texts } = context.scope;
  if (field === null) return [];
  if (field === undefined) return [fact(texts.line('account.export.other'), loose(value, context))];
  if (typeof field !== 'function' && !isNamed(field))
    return isNothing(value) ? [] : [...factsOf(value, field, context)];
  const { term, read } = typeof field === 'function' ? { term: key, read: field } : field;
  const worded = isNothing(value) ? '' : read(value, context);
  // Permissions that nobody narrowed are those of the role; of most of what there is not, there is nothing to say.
  const none = `account.export.none.${term}`;
  if (worded === '' && !texts.has(none)) return [];
  return [fact(texts.line(`account.export.terms.${term}`), worded === '' ? texts.line(none) : worded)];
}

const isNamed = (
  field: ExportFields | { readonly term: string; readonly read: Reader },
): field is { readonly term: string; readonly read: Reader } => typeof field['read'] === 'function';

/** The values of what nobody declared, without the marks of JSON. */
function loose(value: unknown, context: ExportContext): string {
  if (isNothing(value)) return '';
  if (Array.isArray(value)) return value.map((one) => loose(one, context)).join(', ');
  if (isPlain(value))
    return Object.values(value)
      .map((one) => loose(one, context))
      .join(', ');
  return typeof value === 'boolean'
    ? context.scope.texts.line(`account.export.${value ? 'yes' : 'no'}`)
    : String(value);
}
