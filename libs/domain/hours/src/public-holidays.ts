import type { Bilingual } from '@halles/kernel';
import { civilDate, dayNumber, easterSunday } from './civil-date';

export interface PublicHoliday {
  /** Day number. */
  readonly day: number;
  readonly name: Bilingual;
}

interface Fixed {
  readonly month: number;
  readonly day: number;
  readonly name: Bilingual;
}

/** Days after Easter Sunday. */
interface Movable {
  readonly offset: number;
  readonly name: Bilingual;
}

const fixed = (month: number, day: number, fr: string, en: string): Fixed => ({
  month,
  day,
  name: { fr, en },
});
const movable = (offset: number, fr: string, en: string): Movable => ({ offset, name: { fr, en } });

/** The eleven days of the whole Republic: code du travail, art. L3133-1. */
const NATIONAL: readonly (Fixed | Movable)[] = [
  fixed(1, 1, 'Jour de l’An', 'New Year’s Day'),
  movable(1, 'Lundi de Pâques', 'Easter Monday'),
  fixed(5, 1, 'Fête du Travail', 'Labour Day'),
  fixed(5, 8, 'Victoire de 1945', 'Victory Day 1945'),
  movable(39, 'Ascension', 'Ascension Day'),
  movable(50, 'Lundi de Pentecôte', 'Whit Monday'),
  fixed(7, 14, 'Fête nationale', 'Bastille Day'),
  fixed(8, 15, 'Assomption', 'Assumption Day'),
  fixed(11, 1, 'Toussaint', 'All Saints’ Day'),
  fixed(11, 11, 'Armistice', 'Armistice Day'),
  fixed(12, 25, 'Noël', 'Christmas Day'),
];

/**
 * Code du travail, art. L3134-13. Good Friday is a holiday there only in communes with a Protestant church or a mixed
 * one, which in practice means everywhere.
 */
const ALSACE_MOSELLE: readonly (Fixed | Movable)[] = [
  movable(-2, 'Vendredi saint', 'Good Friday'),
  fixed(12, 26, 'Saint-Étienne', 'St Stephen’s Day'),
];

const abolition = (month: number, day: number): readonly Fixed[] => [
  fixed(month, day, 'Abolition de l’esclavage', 'Abolition of Slavery Day'),
];

/** By department. Overseas: decree 83-1003 of 23 November 1983 as amended; New Caledonia: its own labour code. */
const LOCAL: Readonly<Record<string, readonly (Fixed | Movable)[]>> = {
  '57': ALSACE_MOSELLE,
  '67': ALSACE_MOSELLE,
  '68': ALSACE_MOSELLE,
  '971': abolition(5, 27),
  '972': abolition(5, 22),
  '973': abolition(6, 10),
  '974': abolition(12, 20),
  '976': abolition(4, 27),
  '977': abolition(10, 9),
  '978': abolition(5, 28),
  '988': [fixed(9, 24, 'Fête de la citoyenneté', 'Citizenship Day')],
};

const DEPARTMENT = /^(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-8]|988)$/;
const MAX_YEARS = 256;
const years = new Map<string, ReadonlyMap<number, Bilingual>>();

/**
 * Whether the public holidays of this department are known. Those of French Polynesia and of Wallis and Futuna are set
 * by their own assemblies and are not in this table.
 * @param department INSEE code: `33`, `2A`, `974`
 */
export function knowsPublicHolidays(department: string): boolean {
  return DEPARTMENT.test(department);
}

/** The name of the public holiday on this day in this department, or undefined when it is an ordinary day. */
export function publicHolidayOn(department: string, day: number): Bilingual | undefined {
  return holidaysOfYear(department, civilDate(day).year).get(day);
}

/** The same question asked of many days: the year at hand is kept. */
export function holidayCalendar(department: string): (day: number) => Bilingual | undefined {
  let first = 0;
  let last = -1;
  let names: ReadonlyMap<number, Bilingual> = new Map();
  return (day) => {
    if (day < first || day > last) {
      const { year } = civilDate(day);
      names = holidaysOfYear(department, year);
      first = dayNumber(year, 1, 1);
      last = dayNumber(year + 1, 1, 1) - 1;
    }
    return names.get(day);
  };
}

/** The public holidays of a year in a department, in order. */
export function publicHolidays(department: string, year: number): PublicHoliday[] {
  return [...holidaysOfYear(department, year)].map(([day, name]) => ({ day, name }));
}

function holidaysOfYear(department: string, year: number): ReadonlyMap<number, Bilingual> {
  const local = LOCAL[department] ? department : '';
  const key = `${local} ${year}`;
  const known = years.get(key);
  if (known) return known;
  const easter = easterSunday(year);
  const table = new Map<number, Bilingual>();
  const days = [...NATIONAL, ...(LOCAL[local] ?? [])]
    .map((rule): [number, Bilingual] =>
      'offset' in rule
        ? [easter + rule.offset, rule.name]
        : [dayNumber(year, rule.month, rule.day), rule.name],
    )
    .sort(([a], [b]) => a - b);
  for (const [day, name] of days) {
    // Two on one day, as on 1 May 2008: both are named.
    const other = table.get(day);
    table.set(day, other ? { fr: `${other.fr} et ${name.fr}`, en: `${other.en} and ${name.en}` } : name);
  }
  const [oldest] = years.keys();
  if (years.size >= MAX_YEARS && oldest !== undefined) years.delete(oldest);
  years.set(key, table);
  return table;
}
