import { createHash } from 'node:crypto';
import { DAY, MINUTE } from '@halles/kernel';
import {
  type Interval,
  intervals,
  isUnreadable,
  type Place,
  type Schedule,
  scheduleOfTexts,
  type TimeSpan,
  withWholeNights,
} from '@halles/domain/hours';
import { withClosures } from './closures';
import type { HoursTexts } from './resolved-listing';

/** How many days ahead it is known of every shop when it is open: those that a search may ask about. */
export const DAYS_OF_OPENINGS = 14;

/** For how many days it is written at once: a week more than is promised, so that each row is written once a week. */
const WRITTEN_DAYS = DAYS_OF_OPENINGS + 8;

/** When a shop is open in the days to come: what `opening` keeps beside the schedule. */
export interface OpeningSpans {
  /** As PostgreSQL writes an `int4multirange`: minutes of UTC since 1970. */
  readonly spans: string;
  /** Until when the spans say everything; null: for ever, nothing can be computed of this schedule. */
  readonly expiresAt: Date | null;
}

/** A row of `opening`. */
export interface Opening extends OpeningSpans {
  readonly digest: string;
  readonly schedule: Schedule;
  /** Whether the shop's hours could be read: else they are shown as text, and nobody knows when it is open. */
  readonly isKnown: boolean;
}

const toMinutes = ({ from, until }: Interval) => ({
  from: Math.round(from / MINUTE),
  until: Math.round(until / MINUTE),
});

/** Spans as PostgreSQL writes an `int4multirange`: `{[540,750),[840,1140)}`. */
const toInt4Multirange = (spans: readonly TimeSpan[]): string =>
  `{${spans.map(({ from, until }) => `[${from},${until})`).join(',')}}`;

const isKnown = ({ modes: { shop } }: Schedule): boolean => shop !== undefined && !isUnreadable(shop);

/** The spans of a schedule from the beginning of the day (UTC) of `now`, for twenty-two days. */
export function spansOf(schedule: Schedule, now: Date): OpeningSpans {
  if (!isKnown(schedule)) return { spans: '{}', expiresAt: null };
  const from = Math.floor(now.getTime() / DAY) * DAY;
  const until = from + WRITTEN_DAYS * DAY;
  const open = intervals(schedule, 'shop', from, until).map(toMinutes);
  return { spans: toInt4Multirange(open), expiresAt: new Date(until) };
}

function openingOf(place: Place, { openingHoursText, otherHours, closures }: HoursTexts, now: Date): Opening {
  const shop = openingHoursText === null ? {} : { shop: openingHoursText };
  const written = withWholeNights(scheduleOfTexts(place, { ...shop, ...otherHours }));
  const schedule = withClosures(written, closures);
  const digest = createHash('sha256').update(JSON.stringify(schedule)).digest('hex').slice(0, 32);
  return { digest, schedule, isKnown: isKnown(schedule), ...spansOf(schedule, now) };
}

const MAX_REMEMBERED = 5_000;

/** Reads the hours of listings. The same texts are in many of them: each is read once, as long as it is remembered. */
export class OpeningReader {
  private readonly remembered = new Map<string, Opening>();

  /** The row of `opening` of these texts at a place, with its spans from the day of `now` on. */
  read(place: Place, texts: HoursTexts, now: Date): Opening {
    const day = Math.floor(now.getTime() / DAY);
    const key = JSON.stringify([
      day,
      place.timeZone,
      place.department,
      texts.openingHoursText,
      texts.otherHours,
      texts.closures,
    ]);
    const known = this.remembered.get(key);
    if (known) return known;
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    const opening = openingOf(place, texts, now);
    this.remembered.set(key, opening);
    return opening;
  }
}
