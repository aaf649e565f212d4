import { isDeepStrictEqual } from 'node:util';
import {
  oneOf,
  type FormValues,
  formValuesOf,
  textOf,
  textOrNull,
  type InputError,
} from '@halles/platform/forms';
import {
  isOneLine,
  type ListingProfile,
  LONGEST_NOTE,
  MOST_EXCEPTIONS,
  MOST_VACATIONS,
  type ProfileException,
  type ProfileVacation,
} from '@halles/contracts';
import { dayOfIso, isoOfDay, type IsoDate } from '@halles/domain/hours';
import { isIsoDate, type Locale, type MonthEdge, readWrittenDate } from '@halles/kernel';
import type { PageScope } from '../../rendering/page-scope';
import { together, fillSpans, readDatedSpans } from './spans';
import type { HoursInputs } from '../hours-inputs';
import type { EditorForm, Known, ReadForm } from './editor-form';

/** In days. */
const YEAR = 365;
const DATE = { type: 'date', maxlength: 10 } as const;

const byFirstDay = <T extends { readonly from: IsoDate }>(list: readonly T[]): T[] =>
  list.toSorted((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)));

/** By their dates. Of a day that two exceptions name the last one counts: these stay as they are said. */
function exceptionsInOrder(list: readonly ProfileException[]): readonly ProfileException[] {
  const sorted = byFirstDay(list);
  const isApart = sorted.every(({ from }, at) => (sorted[at - 1]?.until ?? '') < from);
  return isApart ? sorted : list;
}

/** It opens with what the public reads, by its dates. */
function fill({ vacations, exceptions }: ListingProfile, { today, elsewhere }: Known): FormValues {
  const ahead = byFirstDay(vacations ?? elsewhere.vacations ?? []).filter(({ returns }) => returns > today);
  const dated = exceptionsInOrder(exceptions ?? elsewhere.exceptions ?? []).filter(
    ({ until }) => until >= today,
  );
  return formValuesOf({
    ...together(ahead.map(({ from, returns }, at) => ({ [`v${at}from`]: from, [`v${at}returns`]: returns }))),
    ...together(
      dated.map(({ from, until, spans, note }, at) => ({
        [`x${at}first`]: from,
        [`x${at}last`]: until,
        [`x${at}state`]: spans.length === 0 ? 'closed' : 'hours',
        [`x${at}note`]: note ?? '',
        ...fillSpans(`x${at}`, spans),
      })),
    ),
  });
}

type Errors = Record<string, InputError>;

/** What began so many days ago at the most may be running: a first day without its year is meant to be of then. */
const RUNNING = 60;

/** A first day as it is typed; what is none, as it is. */
function firstDay(raw: FormValues, name: string, today: IsoDate): string {
  const typed = textOf(raw, name);
  return readWrittenDate(typed, { from: isoOfDay(dayOfIso(today) - RUNNING) }) ?? typed;
}

/** A day that is to come, after a first one where that is known. */
function nextDay(raw: FormValues, name: string, today: IsoDate, first: string, edge: MonthEdge): string {
  const typed = textOf(raw, name);
  const from = isIsoDate(first) && first > today ? first : today;
  return readWrittenDate(typed, { from }, edge) ?? typed;
}

/** What ends later is closed without an end to who reads the page, and most likely a slip. */
const isBeyondYear = (date: IsoDate, today: IsoDate): boolean => dayOfIso(date) > dayOfIso(today) + YEAR;

function readVacation(raw: FormValues, name: string, today: string, errors: Errors): ProfileVacation | null {
  const from = firstDay(raw, `${name}from`, today);
  const returns = nextDay(raw, `${name}returns`, today, from, 'first');
  if (from === '' && returns === '') return null;
  // Both are told at once: what is corrected one by one is sent twice.
  if (!isIsoDate(from)) errors[`${name}from`] = { key: from === '' ? 'date' : 'writtenDate' };
  if (!isIsoDate(returns)) errors[`${name}returns`] = { key: returns === '' ? 'returns' : 'writtenDate' };
  if (!isIsoDate(from) || !isIsoDate(returns)) return null;
  if (returns <= from) errors[`${name}returns`] = { key: 'returnsBefore' };
  else if (returns <= today) errors[`${name}returns`] = { key: 'futureDate' };
  else if (isBeyondYear(returns, today)) errors[`${name}returns`] = { key: 'beyondYear' };
  else return { from, returns };
  return null;
}

/** What is wrong with the days of an exception; left empty, the last is the first. */
function wrongDays(name: string, from: string, until: string, today: string): Errors {
  const errors: Errors = {};
  if (!isIsoDate(from)) errors[`${name}first`] = { key: from === '' ? 'date' : 'writtenDate' };
  if (until !== from && !isIsoDate(until)) errors[`${name}last`] = { key: 'writtenDate' };
  if (!isIsoDate(from) || !isIsoDate(until)) return errors;
  if (until < from) return { [`${name}last`]: { key: 'lastBefore' } };
  if (until < today) return { [`${name}last`]: { key: 'futureDate' } };
  return isBeyondYear(until, today) ? { [`${name}last`]: { key: 'beyondYear' } } : {};
}

/** What is wrong with what an exception says of its days. */
function wrongAnswer(
  name: string,
  state: 'closed' | 'hours' | null,
  read: ReturnType<typeof readDatedSpans>,
  note: string | null,
): Errors {
  const errors: Errors = {};
  if (state === null) errors[`${name}state`] = { key: 'dayState' };
  else if (state === 'hours' && 'error' in read) errors[`${name}from1`] = read.error;
  else if (state === 'hours' && 'spans' in read && read.spans.length === 0)
    errors[`${name}from1`] = { key: 'dayHours' };
  if (note !== null && (note.length > LONGEST_NOTE || !isOneLine(note)))
    errors[`${name}note`] = { key: 'tooLong', words: { most: String(LONGEST_NOTE) } };
  return errors;
}

function readException(
  raw: FormValues,
  name: string,
  { today, locale, errors }: { readonly today: string; readonly locale: Locale; readonly errors: Errors },
): ProfileException | null {
  const from = firstDay(raw, `${name}first`, today);
  const until = nextDay(raw, `${name}last`, today, from, 'last') || from;
  const state = oneOf(raw, `${name}state`, ['closed', 'hours']);
  const read = readDatedSpans(raw, name, locale);
  if (from === '' && state === null && 'spans' in read && read.spans.length === 0) return null;
  const note = textOrNull(raw, `${name}note`);
  const wrong = { ...wrongDays(name, from, until, today), ...wrongAnswer(name, state, read, note) };
  Object.assign(errors, wrong);
  if (Object.keys(wrong).length > 0) return null;
  return {
    from,
    until,
    spans: state === 'hours' && 'spans' in read ? [...read.spans] : [],
    ...(note === null ? {} : { note }),
  };
}

/** The rows of a form: each name with its number, as many as there is room for. */
const rows = (letter: string, most: number): string[] =>
  Array.from({ length: most }, (_, at) => `${letter}${at}`);

const hasRow = (raw: FormValues): boolean =>
  Object.keys(raw).some((name) => /^(?:v\d+from|x\d+first)$/.test(name));

/**
 * A list of a form by its dates; null where nobody of the page says one, and this is what others tell. In another order it is
 * what is said.
 */
function statedList<T>(
  typed: readonly T[],
  {
    stated,
    elsewhere = null,
  }: { readonly stated: T[] | null; readonly elsewhere: readonly T[] | null | undefined },
  inOrder: (list: readonly T[]) => readonly T[],
): T[] | null {
  const list = inOrder(typed);
  return isDeepStrictEqual(list, inOrder(stated ?? elsewhere ?? [])) ? stated : [...list];
}

/** Time off that is over is dropped. */
function read(raw: FormValues, known: Known): ReadForm {
  const { today, locale, content, elsewhere } = known;
  const errors: Errors = {};
  // The form has a row to add to, even where it says nothing: without any of them it was not sent by its page.
  if (!hasRow(raw)) errors['v0from'] = { key: 'date' };
  const vacations = rows('v', MOST_VACATIONS).flatMap((name) => readVacation(raw, name, today, errors) ?? []);
  const exceptions = rows('x', MOST_EXCEPTIONS).flatMap(
    (name) => readException(raw, name, { today, locale, errors }) ?? [],
  );
  return {
    changes: {
      vacations: statedList(
        vacations,
        { stated: content.vacations, elsewhere: elsewhere.vacations },
        byFirstDay,
      ),
      exceptions: statedList(
        exceptions,
        { stated: content.exceptions, elsewhere: elsewhere.exceptions },
        exceptionsInOrder,
      ),
    },
    errors,
  };
}

function present(inputs: HoursInputs, _known: Known, { texts }: PageScope): object {
  const filled = (letter: string, most: number): { readonly id: string; readonly isOpen: boolean }[] => {
    const all = rows(letter, most).map((id) => ({ id, isOpen: inputs.hasAny(id) }));
    const blank = all.findIndex(({ isOpen }) => !isOpen);
    return all.slice(0, blank === -1 ? most : blank + 1);
  };
  return {
    vacations: filled('v', MOST_VACATIONS).map(({ id, isOpen }, at) => ({
      legend: texts.line(isOpen ? 'pro.away.vacation' : 'pro.away.addVacation', { number: String(at + 1) }),
      isOpen: isOpen || at === 0,
      from: inputs.input(`${id}from`, 'pro.away.from', DATE),
      returns: inputs.input(`${id}returns`, 'pro.away.returns', DATE),
    })),
    exceptions: filled('x', MOST_EXCEPTIONS).map(({ id, isOpen }, at) => ({
      legend: texts.line(isOpen ? 'pro.away.exception' : 'pro.away.addException', { number: String(at + 1) }),
      isOpen,
      from: inputs.input(`${id}first`, 'pro.away.first', DATE),
      until: inputs.input(`${id}last`, 'pro.away.last', DATE),
      state: inputs.select(`${id}state`, 'pro.away.state', {
        options: ['', 'closed', 'hours'],
        optionTexts: 'options.exceptionState',
      }),
      day: inputs.day(id, texts.line('pro.hours.thatDay')),
      note: inputs.input(`${id}note`, 'pro.away.note', { maxlength: LONGEST_NOTE }),
    })),
  };
}

/** Holidays that end by themselves, and days that are not as usual. */
export const timeOffForm: EditorForm = {
  page: 'timeOff',
  section: { icon: 'home', order: 30 },
  fields: ['vacations', 'exceptions'],
  fill,
  read,
  parts: () => [],
  own: { view: 'profiles/time-off', present },
};
