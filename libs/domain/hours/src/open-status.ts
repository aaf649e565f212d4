import type { Bilingual } from '@halles/kernel';
import { dayOfIso } from './civil-date';
import type { DayRuns } from './day-states';
import { publicHolidayOn } from './public-holidays';
import { isUnreadable, SERVICE_MODES, type Schedule, type ServiceMode } from './schedule';
import { horizonOf, nextChange, stateAt, timelineOf, walk, type Timeline } from './timeline';
import { wallTime, type Instant } from './zone';

/** Why a business is closed today, where that is known. */
export type ClosedBecause =
  | { readonly kind: 'public-holiday'; readonly name: Bilingual }
  | { readonly kind: 'exception'; readonly note?: string }
  | { readonly kind: 'comment'; readonly text: string };

/** What there is to say about a business at an instant. `until` and `opens` are null when nothing is in sight. */
export type OpenStatus =
  | { readonly kind: 'unknown' }
  /** The source's own words, which could not be read. */
  | { readonly kind: 'as-written'; readonly text: string }
  | {
      readonly kind: 'open';
      readonly mode: ServiceMode;
      readonly until: Instant | null;
      readonly comment?: string;
    }
  /** Perhaps: "sur rendez-vous". */
  | { readonly kind: 'depends'; readonly until: Instant | null; readonly comment?: string }
  /** The shop is closed, or it is not known whether it is open, but one can be served otherwise. */
  | {
      readonly kind: 'other-modes';
      readonly modes: readonly ServiceMode[];
      readonly until: Instant | null;
      readonly shopIsClosed: boolean;
    }
  /** `returns`: day number of the first day open again. */
  | { readonly kind: 'vacation'; readonly returns: number }
  | {
      readonly kind: 'closed';
      readonly mode: ServiceMode;
      readonly opens: Instant | null;
      readonly because?: ClosedBecause;
    };

/** The status of a business as a whole: the shop first, then the other ways in which it serves. */
export function openStatus(schedule: Schedule, instant: Instant): OpenStatus {
  const main = SERVICE_MODES.find((mode) => timelineOf(schedule, mode) !== null);
  if (!main) return withoutHours(schedule, instant);
  const current = stateAt(schedule, main, instant);
  const comment = current?.comment === undefined ? {} : { comment: current.comment };
  if (main === 'shop' && current?.state === 'open')
    return { kind: 'open', mode: main, until: nextChange(schedule, main, instant)?.at ?? null, ...comment };
  if (current?.state === 'unknown')
    return { kind: 'depends', until: endOfUnknown(schedule, main, instant), ...comment };
  const others = SERVICE_MODES.filter(
    (mode) => mode !== 'shop' && stateAt(schedule, mode, instant)?.state === 'open',
  );
  if (others.length > 0) return servedOtherwise(schedule, others, instant, main === 'shop');
  return closedStatus(schedule, main, instant);
}

/** Holidays are known even where no hours are. */
function withoutHours({ modes, place, vacations }: Schedule, instant: Instant): OpenStatus {
  const { day } = wallTime(place.timeZone, instant);
  const away = vacations.find(
    ({ from, returns, modes: some }) => !some && dayOfIso(from) <= day && day < dayOfIso(returns),
  );
  if (away) return { kind: 'vacation', returns: dayOfIso(away.returns) };
  for (const mode of SERVICE_MODES) {
    const hours = modes[mode];
    if (hours && isUnreadable(hours)) return { kind: 'as-written', text: hours.text };
  }
  return { kind: 'unknown' };
}

function servedOtherwise(
  schedule: Schedule,
  modes: readonly ServiceMode[],
  instant: Instant,
  shopIsClosed: boolean,
): OpenStatus {
  const ends = modes.flatMap((mode) => nextChange(schedule, mode, instant)?.at ?? []);
  return { kind: 'other-modes', modes, until: ends.length > 0 ? Math.min(...ends) : null, shopIsClosed };
}

function endOfUnknown(schedule: Schedule, mode: ServiceMode, instant: Instant): Instant | null {
  const timeline = timelineOf(schedule, mode);
  if (!timeline) return null;
  const horizon = horizonOf(instant);
  const [current] = walk(timeline, instant, horizon, 'unknown');
  return current && current.until < horizon ? current.until : null;
}

function closedStatus(schedule: Schedule, mode: ServiceMode, instant: Instant): OpenStatus {
  const timeline = timelineOf(schedule, mode);
  const opens = nextChange(schedule, mode, instant)?.at ?? null;
  if (!timeline) return { kind: 'closed', mode, opens };
  const { day, minute } = wallTime(timeline.zone, instant);
  const openingDay = opens === null ? null : wallTime(timeline.zone, opens).day;
  const returns = endOfVacation(timeline, day, openingDay);
  if (returns !== null) return { kind: 'vacation', returns };
  const because = reason(schedule, timeline, day, minute);
  return { kind: 'closed', mode, opens, ...(because ? { because } : {}) };
}

/** The day of return, when a vacation is what keeps the business closed from now on. */
function endOfVacation({ overlay }: Timeline, today: number, openingDay: number | null): number | null {
  if (!overlay) return null;
  // Closed without a vacation no longer than this: what comes later is announced when it is near.
  const last = openingDay ?? today + 7;
  let returns: number | null = null;
  for (let day = today; day < last || returns === day; day += 1)
    if (overlay(day)?.kind === 'vacation') returns = day + 1;
  return returns === null ? null : (openingDay ?? returns);
}

function reason(
  schedule: Schedule,
  { overlay, runsOn }: Timeline,
  day: number,
  minute: number,
): ClosedBecause | undefined {
  const runs: DayRuns = runsOn(day);
  const closesToday = runs.every(({ state }) => state === 'closed');
  const replacement = overlay?.(day);
  const holiday = publicHolidayOn(schedule.place.department, day);
  // A holiday that is told by its date needs no other reason.
  const isOwnReason = holiday === undefined || replacement?.note !== undefined;
  if (closesToday && replacement?.kind === 'exception' && isOwnReason) {
    const { note } = replacement;
    return { kind: 'exception', ...(note === undefined ? {} : { note }) };
  }
  if (closesToday && holiday) return { kind: 'public-holiday', name: holiday };
  const comment = runs.find(({ from, until }) => minute >= from && minute < until)?.comment;
  return comment === undefined ? undefined : { kind: 'comment', text: comment };
}
