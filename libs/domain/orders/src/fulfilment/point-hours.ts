import { parseOpeningHours } from '@halles/domain/hours';
import { type Locale, withPlainSpans } from '@halles/kernel';

/** The days as OpenStreetMap writes them, as people begin them. */
const DAYS = [
  { code: 'Mo', fr: 'Lu', begins: ['lu', 'mo'] },
  { code: 'Tu', fr: 'Ma', begins: ['ma', 'tu'] },
  { code: 'We', fr: 'Me', begins: ['me', 'we'] },
  { code: 'Th', fr: 'Je', begins: ['je', 'th'] },
  { code: 'Fr', fr: 'Ve', begins: ['ve', 'fr'] },
  { code: 'Sa', fr: 'Sa', begins: ['sa'] },
  { code: 'Su', fr: 'Di', begins: ['di', 'su'] },
] as const;

/** Days, then times: "Me, Sa 8:00-12:00, 14:00-18:00". */
const LINE = /^([\p{L}.,\s-]+?)[\s:]+(\d.*)$/u;
const DAY = /^(\p{L}{2,9})\.?$/u;
const SPAN = /^(\d{1,2})(?:[:h](\d{2})?)?-(\d{1,2})(?:[:h](\d{2})?)?$/;
/** Without public holidays, of which there are none in a week, the place makes no difference. */
const ANYWHERE = { timeZone: 'Europe/Paris', department: '75' };

function dayCode(text: string): string | null {
  const word = DAY.exec(text.trim())?.[1]?.toLowerCase();
  return DAYS.find(({ begins }) => begins.some((start) => word?.startsWith(start) === true))?.code ?? null;
}

/** "mar-ven" as "Tu-Fr"; null where it is none. */
function dayRange(text: string): string | null {
  const codes = text.split('-').map(dayCode);
  return codes.length > 2 || codes.includes(null) ? null : codes.join('-');
}

/** "8h-12h30" as "08:00-12:30"; null where it is none, or ends before it begins. */
function span(text: string): string | null {
  const [, from = '', fromMinute = '00', until = '', untilMinute = '00'] =
    SPAN.exec(text.replaceAll(/\s/g, '')) ?? [];
  const [opens, closes] = [
    `${from.padStart(2, '0')}:${fromMinute}`,
    `${until.padStart(2, '0')}:${untilMinute}`,
  ];
  return from !== '' && opens < closes ? `${opens}-${closes}` : null;
}

function rule(line: string): string | null {
  const [, days = '', times = ''] = LINE.exec(withPlainSpans(line).trim().replaceAll(/[–—]/g, '-')) ?? [];
  const ranges = days.split(/,|\s(?:et|and)\s|\s(?!-)(?<!-\s)/).filter((part) => part.trim() !== '');
  const spans = times.split(/,|\s(?:et|and)\s/);
  const read = [ranges.map(dayRange), spans.map(span)] as const;
  return ranges.length === 0 || read.flat().includes(null)
    ? null
    : read.map((part) => part.join(',')).join(' ');
}

/**
 * The week of a collection point as it is typed, a line for days that have the same hours, in the syntax of OpenStreetMap; null
 * where a line is none, or nothing was typed. Pure.
 */
export function readPointHours(text: string): string | null {
  const lines = text.split(/[\r\n;]+/).filter((line) => line.trim() !== '');
  const rules = lines.map(rule);
  if (rules.length === 0 || rules.includes(null)) return null;
  const hours = rules.join('; ');
  return 'unreadable' in parseOpeningHours(hours, ANYWHERE) ? null : hours;
}

/** The same as it is typed, with the days of a language: "Me,Sa 08:00-12:00". Pure. */
export const pointHoursLines = (hours: string, locale: Locale): string[] =>
  hours
    .split(/;\s*/)
    .map((line) =>
      locale === 'fr'
        ? line.replaceAll(/[A-Z][a-z]/g, (day) => DAYS.find(({ code }) => code === day)?.fr ?? day)
        : line,
    );
