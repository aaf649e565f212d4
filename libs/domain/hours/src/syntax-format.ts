import { capitalised } from '@halles/kernel';
import { civilDate, pad2 } from './civil-date';
import { hasDaySelector } from './day-match';
import { MINUTES_OF_DAY } from './day-states';
import { datedReplacements, dayBreak } from './overlay';
import {
  isUnreadable,
  type DateMark,
  type DateRange,
  type DaySelector,
  type MonthRange,
  type NumberRange,
  type Rule,
  type Schedule,
  type ServiceMode,
  type TimeSpan,
} from './schedule';
import { MONTHS, WEEKDAYS } from './syntax-days';

/** The comment by which a vacation is known again. */
export const VACATION_COMMENT = 'congés';

/**
 * Writes the hours of one mode in canonical OpenStreetMap syntax, with its public holidays, vacations and exceptions:
 * read again, they answer the same at every instant.
 * @returns null when the hours are not known; the source's own text when they could not be read
 */
export function formatOpeningHours(schedule: Schedule, mode: ServiceMode = 'shop'): string | null {
  const hours = schedule.modes[mode];
  if (!hours) return null;
  if (isUnreadable(hours)) return hours.text;
  return formatRules([...hours.rules, ...replacementRules(schedule, mode, hours.rules)]);
}

/** @returns `off` for no rule at all */
export function formatRules(rules: readonly Rule[]): string {
  const [first, ...others] = rules;
  if (!first) return 'off';
  return others.reduce(
    (text, rule) => `${text}${SEPARATORS[rule.join]}${formatRule(rule)}`,
    formatRule(first),
  );
}

const SEPARATORS = { override: '; ', add: ', ', fallback: ' || ' } as const;

/** Public holidays, then vacations and exceptions, as rules. */
function replacementRules(schedule: Schedule, mode: ServiceMode, rules: readonly Rule[]): Rule[] {
  const breakMinute = dayBreak(rules, schedule, mode);
  const { publicHolidays } = schedule;
  return [
    ...(publicHolidays === 'as-usual'
      ? []
      : replace({ days: [{ kind: 'public-holiday' }] }, publicHolidays, undefined, breakMinute)),
    ...datedReplacements(schedule, mode).flatMap(({ kind, first, last, spans, note, cutsNights }) =>
      replace(
        { dates: [datesBetween(first, last)] },
        spans,
        kind === 'vacation' ? VACATION_COMMENT : note,
        cutsNights ? 0 : breakMinute,
      ),
    ),
  ];
}

/** The hours of some days; where nights run over midnight, the days are cleared from one day break to the next. */
function replace(
  days: Pick<Rule, 'dates' | 'days'>,
  spans: readonly TimeSpan[],
  note: string | undefined,
  breakMinute: number,
): Rule[] {
  const comment = note === undefined ? {} : { comment: note };
  const cleared: readonly TimeSpan[] =
    breakMinute === 0 ? [] : [{ from: breakMinute, until: breakMinute + MINUTES_OF_DAY }];
  const closed: Rule = { join: 'override', ...days, spans: cleared, state: 'closed' };
  if (spans.length === 0) return [{ ...closed, ...comment }];
  const open: Rule = { join: 'override', ...days, spans, state: 'open', ...comment };
  return breakMinute === 0 ? [open] : [closed, { ...open, join: 'add' }];
}

function datesBetween(first: number, last: number): DateRange {
  return { from: civilDate(first), until: civilDate(last) };
}

function formatRule(rule: Rule): string {
  const days = formatDaySelectors(rule);
  const spans = formatSpans(rule, days);
  const comment = rule.comment === undefined ? '' : `"${rule.comment.replace(/"/g, '’')}"`;
  return [days, spans, formatState(rule, days + spans), comment].filter(Boolean).join(' ');
}

function formatSpans({ spans, state, comment }: Rule, days: string): string {
  if (spans.length > 0) return spans.map(formatSpan).join(',');
  if (state !== 'open') return '';
  if (days === '') return '24/7';
  return comment === undefined ? '00:00-24:00' : '';
}

function formatState({ state, comment }: Rule, before: string): string {
  if (state === 'closed') return 'off';
  if (state === 'open') return comment === undefined && before !== '' ? '' : 'open';
  return comment === undefined ? 'unknown' : '';
}

function formatSpan({ from, until }: TimeSpan): string {
  const end = until > MINUTES_OF_DAY && until - MINUTES_OF_DAY < from ? until - MINUTES_OF_DAY : until;
  return `${formatTime(from)}-${formatTime(end)}`;
}

/** `09:30`; hours beyond 24 are those of the next day. */
export function formatTime(minutes: number): string {
  return `${pad2(Math.floor(minutes / 60))}:${pad2(minutes % 60)}`;
}

function formatDaySelectors(rule: Rule): string {
  if (!hasDaySelector(rule)) return '';
  return [
    rule.years?.map((range) => formatNumbers(range, String)).join(','),
    rule.months?.map(formatMonths).join(','),
    rule.dates?.map(formatDates).join(','),
    rule.weeks && `week ${rule.weeks.map((range) => formatNumbers(range, pad2)).join(',')}`,
    rule.onPublicHoliday && 'PH',
    rule.days?.map(formatDay).join(','),
  ]
    .filter(Boolean)
    .join(' ');
}

function formatNumbers({ from, until, step }: NumberRange, write: (value: number) => string): string {
  if (until === null) return `${write(from)}+`;
  if (until === from) return write(from);
  return `${write(from)}-${write(until)}${step > 1 ? `/${step}` : ''}`;
}

const monthName = (month: number): string => capitalised(MONTHS[month - 1] ?? '');
const weekdayName = (weekday: number): string => capitalised(WEEKDAYS[weekday - 1] ?? '');

function formatMonths({ from, until }: MonthRange): string {
  return from === until ? monthName(from) : `${monthName(from)}-${monthName(until)}`;
}

function formatDates({ from, until }: DateRange): string {
  if ('easter' in from || 'easter' in until) return formatMark(from);
  const start = formatMark(from);
  if (from.year === until.year && from.month === until.month) {
    if (from.day === until.day) return start;
    if (from.day < until.day) return `${start}-${pad2(until.day)}`;
  }
  return `${start}-${formatMark(until)}`;
}

function formatMark(mark: DateMark): string {
  if ('easter' in mark) {
    const days = Math.abs(mark.easter);
    return days === 0 ? 'easter' : `easter ${mark.easter < 0 ? '-' : '+'}${days} day${days > 1 ? 's' : ''}`;
  }
  const day = `${monthName(mark.month)} ${pad2(mark.day)}`;
  return mark.year === undefined ? day : `${mark.year} ${day}`;
}

function formatDay(selector: DaySelector): string {
  if (selector.kind === 'public-holiday') return 'PH';
  if (selector.kind === 'nth') return `${weekdayName(selector.weekday)}[${selector.nth.join(',')}]`;
  const { from, until } = selector;
  return from === until ? weekdayName(from) : `${weekdayName(from)}-${weekdayName(until)}`;
}
