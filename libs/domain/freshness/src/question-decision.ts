import type { SchoolBreak } from '@halles/contracts';
import { dayOfIso, type Place, type Schedule } from '@halles/domain/hours';
import { DAY } from '@halles/kernel';
import { type QuestionSlot, holidayGroups, holidaysWithin, slotsAt } from './question-calendar';

/** What is known of a listing and its owner when it is decided whether to ask. */
export interface QuestionCandidate {
  readonly listing: number;
  readonly place: Place;
  /** The school breaks of the place. */
  readonly breaks: readonly SchoolBreak[];
  /** Since when the owner has it. */
  readonly grantedAt: Date;
  /** When the hours were last confirmed; null: never. */
  readonly confirmedAt: Date | null;
  /** When the owner was last asked about it, whatever the occasion; null: never. */
  readonly lastAskedAt: Date | null;
  /** The questions that it was asked already, as `questionOf` names them. */
  readonly askedQuestions: ReadonlySet<string>;
  readonly schedule: Schedule | null;
  /** Whether the owner wants to be asked. */
  readonly wants: { readonly monthly: boolean; readonly holidays: boolean };
}

/** What a question is known by: a listing is asked it once. */
export const questionOf = ({ occasion, period }: Pick<QuestionSlot, 'occasion' | 'period'>): string =>
  `${occasion} ${period}`;

/** Who confirmed, or came, so shortly before is not asked in that month. */
const SETTLED = 14 * DAY;
/** Two questions about one listing are this far apart at least: the later one waits. */
const APART = 7 * DAY;

/** Whether the hours say already what happens on a day: an exception, a vacation, a rule for holidays. */
function saysOf({ publicHolidays, exceptions, vacations }: Schedule, day: number): boolean {
  if (publicHolidays !== 'as-usual') return true;
  return (
    exceptions.some(({ from, until }) => dayOfIso(from) <= day && day <= dayOfIso(until)) ||
    vacations.some(({ from, returns }) => dayOfIso(from) <= day && day < dayOfIso(returns))
  );
}

/** Whether time off is told between two days, the second not included. */
const saysAway = ({ vacations }: Schedule, since: string, until: string): boolean =>
  vacations.some(({ from, returns }) => returns > since && from < until);

function isAnsweredAlready(
  { schedule, place, breaks }: QuestionCandidate,
  { occasion, period }: QuestionSlot,
): boolean {
  if (schedule === null) return false;
  if (occasion === 'summer') return saysAway(schedule, `${period}-07-01`, `${period}-09-01`);
  const school = occasion === 'school' ? breaks.find(({ from }) => from === period) : undefined;
  if (school)
    return (
      saysAway(schedule, school.from, school.resumes) &&
      holidaysWithin(place.department, school).every(({ day }) => saysOf(schedule, day))
    );
  const first = dayOfIso(period);
  const [group] = holidayGroups(place.department, first, first + 1);
  return group?.holidays.every(({ day }) => saysOf(schedule, day)) ?? true;
}

function isDue(candidate: QuestionCandidate, slot: QuestionSlot): boolean {
  const { wants, grantedAt, confirmedAt, askedQuestions } = candidate;
  if (askedQuestions.has(questionOf(slot))) return false;
  if (slot.occasion !== 'monthly') return wants.holidays && !isAnsweredAlready(candidate, slot);
  const settled = slot.from - SETTLED;
  return (
    wants.monthly &&
    grantedAt.getTime() <= settled &&
    (confirmedAt === null || confirmedAt.getTime() < settled)
  );
}

/**
 * What the owner of a listing is to be asked at an instant: one question at most, holidays before the month's. Pure.
 * @returns null where nothing is due
 */
export function dueQuestion(candidate: QuestionCandidate, now: Date): QuestionSlot | null {
  const { listing, place, breaks, lastAskedAt } = candidate;
  if (lastAskedAt !== null && now.getTime() - lastAskedAt.getTime() < APART) return null;
  return slotsAt(listing, place, breaks, now.getTime()).find((slot) => isDue(candidate, slot)) ?? null;
}
