import type { Bilingual } from '@halles/kernel';
import { MINUTES_OF_DAY } from './day-states';
import { liftReplacements } from './syntax-lift';
import { knowsPublicHolidays } from './public-holidays';
import {
  emptySchedule,
  type Place,
  type Rule,
  type Schedule,
  type ServiceMode,
  type TimeSpan,
} from './schedule';
import { readCalendar, readDays, readHolidayCondition, readWeeks, readYears } from './syntax-days';
import { TokenReader, unexpected, Unreadable } from './syntax-reader';
import { tokenize } from './syntax-tokens';

export type ParsedHours =
  { readonly schedule: Schedule } | { readonly unreadable: string; readonly reason: Bilingual };

const MAX_LENGTH = 2_000;
const EVENTS = ['dawn', 'sunrise', 'sunset', 'dusk'];

const SUN = new Unreadable({
  fr: 'les heures suivent le soleil',
  en: 'the hours follow the sun',
});
const OPEN_END = new Unreadable({
  fr: 'l’heure de fermeture n’est pas dite',
  en: 'the closing time is not given',
});
const POINTS = new Unreadable({
  fr: 'ce sont des heures de passage, non une durée',
  en: 'these are points in time, not a duration',
});
const FALLBACK_NIGHT = new Unreadable({
  fr: 'une règle de secours (||) passe minuit',
  en: 'a fallback rule (||) runs over midnight',
});
const NO_HOLIDAYS = new Unreadable({
  fr: 'les jours fériés de ce territoire ne sont pas connus',
  en: 'the public holidays of this territory are not known',
});

/**
 * Reads hours in the OpenStreetMap `opening_hours` syntax. What is not understood without doubt is not read at all: the
 * text comes back as it was, with the reason, to be shown and mended by someone who knows.
 * @param place whose zone and public holidays (`PH`) apply
 * @param mode of which these are the hours
 */
export function parseOpeningHours(text: string, place: Place, mode: ServiceMode = 'shop'): ParsedHours {
  try {
    const { rules, ...replacements } = liftReplacements(parseRules(text), place.department);
    if (usesHolidays(rules, replacements.publicHolidays) && !knowsPublicHolidays(place.department))
      throw NO_HOLIDAYS;
    return { schedule: { ...emptySchedule(place), ...replacements, modes: { [mode]: { rules } } } };
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: text, reason: error.reason };
    throw error;
  }
}

function usesHolidays(rules: readonly Rule[], behaviour: Schedule['publicHolidays']): boolean {
  return (
    behaviour !== 'as-usual' ||
    rules.some(
      ({ days, onPublicHoliday }) =>
        onPublicHoliday === true || days?.some(({ kind }) => kind === 'public-holiday'),
    )
  );
}

/** @throws Unreadable */
export function parseRules(text: string): Rule[] {
  if (text.length > MAX_LENGTH)
    throw new Unreadable({ fr: 'le texte est trop long', en: 'the text is too long' });
  const tokens = tokenize(text);
  if ('unexpected' in tokens) throw new Unreadable(unexpected(tokens.unexpected));
  const reader = new TokenReader(tokens);
  const rules = [readRule(reader, 'override')];
  while (!reader.isAtEnd) {
    const join = readJoin(reader, rules.at(-1)?.join);
    if (reader.isAtEnd && join === 'override') break;
    rules.push(readRule(reader, join));
  }
  return rules;
}

function readJoin(reader: TokenReader, previous: Rule['join'] | undefined): Rule['join'] {
  if (reader.readSign(';')) return 'override';
  if (reader.readSign('||')) return 'fallback';
  // What is added to a fallback is a fallback.
  if (reader.readSign(',')) return previous === 'fallback' ? 'fallback' : 'add';
  throw reader.error();
}

function readRule(reader: TokenReader, join: Rule['join']): Rule {
  const selectors = readSelectors(reader);
  const spans = selectors.always ? [] : readSpans(reader);
  const word = reader.readKeyword('open', 'off', 'closed', 'unknown');
  const comment = readComment(reader);
  const isEmpty = Object.values(selectors.days).length === 0 && spans.length === 0 && !selectors.always;
  if (isEmpty && word === undefined && comment === undefined) throw reader.error();
  if (join === 'fallback' && spans.some(({ until }) => until > MINUTES_OF_DAY)) throw FALLBACK_NIGHT;
  return {
    join,
    ...selectors.days,
    spans,
    state: stateOf(word, comment),
    ...(comment === undefined ? {} : { comment }),
  };
}

function stateOf(word: string | undefined, comment: string | undefined): Rule['state'] {
  if (word === 'off' || word === 'closed') return 'closed';
  if (word === 'open') return 'open';
  // A comment without "open" says that it depends: "sur rendez-vous".
  return word === 'unknown' || comment !== undefined ? 'unknown' : 'open';
}

type DaySelectors = Pick<Rule, 'years' | 'months' | 'dates' | 'weeks' | 'days' | 'onPublicHoliday'>;

function readSelectors(reader: TokenReader): { days: DaySelectors; always: boolean } {
  if (reader.peek()?.kind === 'always') {
    reader.skip();
    return { days: {}, always: true };
  }
  const years = readYears(reader);
  const calendar = readCalendar(reader);
  if (years && calendar.dates?.some(({ from }) => 'year' in from)) throw reader.error();
  const weeks = readWeeks(reader);
  const wide = years ?? calendar.months ?? calendar.dates ?? weeks;
  if (wide) reader.readSign(':');
  const onPublicHoliday = readHolidayCondition(reader);
  const days = readDays(reader);
  // `Mo-Fr: 10:00-12:00` is common and clear.
  if (days) reader.readSign(':');
  return {
    always: false,
    days: {
      ...(years ? { years } : {}),
      ...calendar,
      ...(weeks ? { weeks } : {}),
      ...(onPublicHoliday ? { onPublicHoliday: true } : {}),
      ...(days ? { days } : {}),
    },
  };
}

function readSpans(reader: TokenReader): TimeSpan[] {
  const spans: TimeSpan[] = [];
  if (EVENTS.includes(reader.wordAt() ?? '')) throw SUN;
  while (reader.peek()?.kind === 'time') {
    spans.push(readSpan(reader));
    if (!(reader.isSign(',') && reader.peek(1)?.kind === 'time')) break;
    reader.skip();
  }
  return spans;
}

function readSpan(reader: TokenReader): TimeSpan {
  const first = reader.peek();
  if (first?.kind === 'time' && first.minutes >= MINUTES_OF_DAY) throw reader.error();
  const from = readTime(reader);
  if (reader.isSign('+')) throw OPEN_END;
  if (!reader.readSign('-')) throw POINTS;
  const until = readTime(reader);
  if (reader.isSign('+')) throw OPEN_END;
  if (reader.isSign('/')) throw POINTS;
  return { from, until: until > from ? until : until + MINUTES_OF_DAY };
}

function readTime(reader: TokenReader): number {
  const token = reader.peek();
  if (EVENTS.includes(reader.wordAt() ?? '')) throw SUN;
  if (token?.kind !== 'time') throw reader.error();
  reader.skip();
  return token.minutes;
}

function readComment(reader: TokenReader): string | undefined {
  const token = reader.peek();
  if (token?.kind !== 'comment') return undefined;
  reader.skip();
  if (token.text === '') throw reader.error();
  return token.text;
}
