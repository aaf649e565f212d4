import type { CorrectFacts, PageState, TownFacts } from '@halles/contracts';
import { dayHoursWords, readDayHours } from '@halles/kernel';

/** What the town may correct of a page, in the order in which it is shown. */
export const FACT_NAMES = ['state', 'week', 'phone', 'address', 'name'] as const;
export type FactName = (typeof FACT_NAMES)[number];

const DAYS = [0, 1, 2, 3, 4, 5, 6];

/** The facts of a page as they are typed. */
export interface FactsEntry {
  readonly state: PageState;
  readonly closedOn: string;
  readonly week: string[];
  /** The week of each season. */
  readonly seasons: string[][];
  readonly phone: string;
  readonly line: string;
  readonly postalCode: string;
  readonly communeCode: string;
  /** Where the pin is put; null: where it stands, or where another address lies. */
  readonly pin: ReportedPlace['pin'];
  readonly name: string;
}

/** A place that somebody said, to be taken into the form. */
export interface ReportedPlace {
  readonly address: Pick<FactsEntry, 'line' | 'postalCode' | 'communeCode'>;
  /** Null: they put no pin. */
  readonly pin: { readonly longitude: number; readonly latitude: number } | null;
}

/** A form with what stands on the page. Pure. */
export function entryOf(facts: TownFacts): FactsEntry {
  return {
    state: facts.state,
    closedOn: facts.closedOn ?? '',
    week: DAYS.map((day) => facts.week?.[day] ?? ''),
    seasons: facts.seasons.map((season) => DAYS.map((day) => season.week[day] ?? '')),
    phone: facts.phone ?? '',
    line: facts.address?.line ?? '',
    postalCode: facts.address?.postalCode ?? '',
    communeCode: facts.address?.communeCode ?? facts.communes[0]?.code ?? '',
    pin: null,
    name: facts.name ?? '',
  };
}

const sameDay = (one: string, other: string): boolean => {
  const [left, right] = [readDayHours(one), readDayHours(other)];
  return left !== null && right !== null && dayHoursWords(left) === dayHoursWords(right);
};

const sameWeek = (one: readonly string[], other: readonly string[] = []): boolean =>
  one.every((day, at) => sameDay(day, other[at] ?? ''));

/** Whether a business opens on any day: of its week, of a season, or on nth weekdays of months, which stay as they are. Pure. */
export const opensSometime = (
  { nthWeekdays }: Pick<TownFacts, 'nthWeekdays'>,
  { week, seasons }: Pick<FactsEntry, 'week' | 'seasons'>,
): boolean =>
  nthWeekdays === 'open' ||
  // What cannot be read is told of at its own field.
  [week, ...seasons].some((days) => days.some((day) => readDayHours(day)?.length !== 0));

/** A number however it is spaced. What is none differs from it, and is refused at its field. */
const unspaced = (phone: string): string => phone.replaceAll(/[\s./()-]/g, '');

/**
 * What a form changes of the facts that are open in it; null where it changes none. Pure.
 * @param open the facts that are to be corrected: what stands in the others is left alone
 */
export function correctionOf(
  facts: TownFacts,
  entry: FactsEntry,
  open: ReadonlySet<FactName>,
): CorrectFacts | null {
  const edit: { -readonly [K in keyof CorrectFacts]: CorrectFacts[K] } = { version: facts.version };
  const { state, closedOn, week, seasons, phone, name } = entry;
  const isClosing = state === 'closed' && closedOn !== (facts.closedOn ?? '');
  if (open.has('state') && (state !== facts.state || isClosing))
    Object.assign(edit, state === 'closed' ? { state, closedOn: closedOn || null } : { state });
  const before = entryOf(facts);
  if (open.has('week') && !sameWeek(week, before.week)) edit.week = week;
  if (open.has('week') && seasons.some((one, at) => !sameWeek(one, before.seasons[at])))
    edit.seasons = seasons;
  if (open.has('phone') && unspaced(phone) !== unspaced(before.phone)) edit.phone = phone.trim() || null;
  const address = (({ line, postalCode, communeCode }) => ({
    line: line.trim(),
    postalCode: postalCode.trim(),
    communeCode,
  }))(entry);
  const moved = (['line', 'postalCode', 'communeCode'] as const).some(
    (part) => address[part] !== before[part],
  );
  const position = entry.pin;
  if (open.has('address') && (moved || position))
    edit.address = position ? { ...address, position } : address;
  if (open.has('name') && name.trim() !== before.name) edit.name = name.trim();
  return Object.keys(edit).length > 1 ? edit : null;
}
