import { pathTo } from '@halles/contracts';
import type { FormState } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import type { AccountContent } from './account-page';
import { erasureForm, writeForms } from './account.forms';
import { buttonForm, type RowView, section, type SectionView } from './account.view';
import { sayWhen } from './say-when';

/** What can be done with the data of an account: read them, take them away, have them erased. Pure. */
export function presentData(scope: PageScope, state: FormState): AccountContent {
  const { texts, locale } = scope;
  const line = (key: string): string => texts.line(`account.data.${key}`);
  const form = writeForms(scope, state, erasureForm);
  return {
    trail: [{ href: pathTo('account', locale), label: texts.line('account.home.heading') }],
    ...form.summary(),
    sections: [
      section('take', {
        heading: line('take'),
        paragraphs: [line('takeText')],
        forms: [
          buttonForm(pathTo('account.dataPage', locale), line('read')),
          buttonForm(pathTo('account.dataFile', locale), line('file')),
        ],
      }),
      section('erase', {
        heading: line('erase'),
        paragraphs: [line('eraseText')],
        forms: [
          {
            action: pathTo('account.erase', locale),
            fields: form.fields(),
            submit: line('eraseSubmit'),
            look: 'button--danger',
          },
        ],
      }),
    ],
  };
}

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

function wordOf({ texts }: PageScope, key: string): string {
  const named = `account.data.terms.${key}`;
  return texts.has(named) ? texts.line(named) : key;
}

/** How JSON and PostgreSQL write an instant. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;

function say(scope: PageScope, value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (value instanceof Date) return sayWhen(scope, value);
  if (typeof value === 'string') return INSTANT.test(value) ? sayWhen(scope, new Date(value)) : value;
  if (typeof value === 'boolean') return scope.texts.line(`account.data.${value ? 'yes' : 'no'}`);
  return JSON.stringify(value);
}

/** What is stored of somebody, as a page of terms and lists: one section a feature. Pure. */
export function presentExport(scope: PageScope, found: Readonly<Record<string, unknown>>): AccountContent {
  return {
    trail: [{ href: pathTo('account.data', scope.locale), label: scope.texts.line('account.data.heading') }],
    errors: [],
    sections: sectionsOf(scope, found),
  };
}

function sectionsOf(scope: PageScope, found: Readonly<Record<string, unknown>>): SectionView[] {
  return Object.entries(found).map(([name, value]) => {
    const facts: { term: string; value: string }[] = [];
    const rows: RowView[] = [];
    const read = (key: string, entry: unknown): void => {
      if (Array.isArray(entry)) for (const one of entry as unknown[]) rows.push(rowOf(scope, key, one));
      else if (isPlain(entry)) for (const [inner, part] of Object.entries(entry)) read(inner, part);
      else facts.push({ term: wordOf(scope, key), value: say(scope, entry) });
    };
    read(name, value);
    const heading = wordOf(scope, name);
    const isEmpty = facts.length === 0 && rows.length === 0;
    const paragraphs = isEmpty ? [scope.texts.line('account.data.nothing')] : [];
    return section(`data-${name}`, { heading, facts, rows, paragraphs });
  });
}

function rowOf(scope: PageScope, key: string, one: unknown): RowView {
  const detail = isPlain(one)
    ? Object.entries(one)
        .map(([term, value]) => `${wordOf(scope, term)} : ${say(scope, value)}`)
        .join(' · ')
    : say(scope, one);
  return { title: wordOf(scope, key), detail, forms: [] };
}
