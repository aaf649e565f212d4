import type { Bilingual } from '@halles/kernel';
import type { IsoDate } from './civil-date';

/** In which way a business serves: each has hours of its own. */
export const SERVICE_MODES = ['shop', 'pickup', 'delivery', 'appointment', 'phone'] as const;
export type ServiceMode = (typeof SERVICE_MODES)[number];

/** Where the clock hangs. */
export interface Place {
  /** IANA name: `Europe/Paris`, `Indian/Reunion`. */
  readonly timeZone: string;
  /** INSEE code of the department or overseas territory, for its public holidays: `33`, `2A`, `974`. */
  readonly department: string;
}

/**
 * A stretch of a day, in minutes since local midnight by the clock on the wall, the end not included:
 * 0 ≤ from < 1440, from < until ≤ 2880. An end beyond 1440 is on the next day.
 */
export interface TimeSpan {
  readonly from: number;
  readonly until: number;
}

/** Whole numbers from one to another, both included, every `step`; `until` null: without end. */
export interface NumberRange {
  readonly from: number;
  readonly until: number | null;
  readonly step: number;
}

/** A day of a year (of each year when `year` is absent), or so many days after Easter Sunday. */
export type DateMark =
  { readonly year?: number; readonly month: number; readonly day: number } | { readonly easter: number };

/** From a day to another, both included. Without years it may run over New Year. */
export interface DateRange {
  readonly from: DateMark;
  readonly until: DateMark;
}

/** Whole months, 1 to 12, both included; may run over New Year. */
export interface MonthRange {
  readonly from: number;
  readonly until: number;
}

export type DaySelector =
  /** ISO weekdays 1 (Monday) to 7, both included; may run over Sunday. */
  | { readonly kind: 'weekdays'; readonly from: number; readonly until: number }
  /** The first, second… (or last: -1, last but one: -2) such weekday of the month. */
  | { readonly kind: 'nth'; readonly weekday: number; readonly nth: readonly number[] }
  | { readonly kind: 'public-holiday' };

export type RuleState = 'open' | 'closed' | 'unknown';

/**
 * One rule of the OpenStreetMap syntax. Selectors of different kinds must all match; those of one kind are
 * alternatives; an absent one matches always.
 */
export interface Rule {
  /**
   * How it meets the rules before it. `override`: an open day replaces theirs; `add`: it is laid over them;
   * `fallback`: it fills what they leave closed.
   */
  readonly join: 'override' | 'add' | 'fallback';
  readonly years?: readonly NumberRange[];
  readonly months?: readonly MonthRange[];
  readonly dates?: readonly DateRange[];
  readonly weeks?: readonly NumberRange[];
  /** The day must also be a public holiday. */
  readonly onPublicHoliday?: true;
  readonly days?: readonly DaySelector[];
  /** Empty: the whole day. */
  readonly spans: readonly TimeSpan[];
  readonly state: RuleState;
  /** Shown as it stands: "sur rendez-vous". */
  readonly comment?: string;
}

/** Hours that could not be read: shown as the source wrote them, never guessed. */
export interface UnreadableHours {
  readonly text: string;
  readonly reason: Bilingual;
}

export interface RuledHours {
  readonly rules: readonly Rule[];
}

export type ModeHours = RuledHours | UnreadableHours;

/** What replaces the hours of one day or several: other spans, or none at all. */
export interface DatedException {
  readonly from: IsoDate;
  /** Included. */
  readonly until: IsoDate;
  /** Empty: closed. */
  readonly spans: readonly TimeSpan[];
  /** "Inventaire". */
  readonly note?: string;
  /** Absent: every mode. */
  readonly modes?: readonly ServiceMode[];
  /** Counts from midnight to midnight, whatever the night before: what a town orders does. Absent: a night is of the day it begins on. */
  readonly cutsNights?: true;
}

/** Closed from a day until the day of return, which is not part of it. */
export interface Vacation {
  readonly from: IsoDate;
  readonly returns: IsoDate;
  /** Absent: every mode. */
  readonly modes?: readonly ServiceMode[];
}

/**
 * The hours of one business: a plain value that can be stored as JSON. On one day an exception comes before a vacation,
 * a vacation before the public holiday, the public holiday before the rules; among exceptions the last one counts.
 */
export interface Schedule {
  readonly place: Place;
  /** A mode that is absent is not offered, or its hours are not known. */
  readonly modes: Readonly<Partial<Record<ServiceMode, ModeHours>>>;
  /** `as-usual`: the rules say it all; spans: these instead, on every public holiday; no spans: closed. */
  readonly publicHolidays: 'as-usual' | readonly TimeSpan[];
  /** Present where the business itself said that public holidays are as usual: else nobody knows. */
  readonly statesPublicHolidays?: true;
  readonly exceptions: readonly DatedException[];
  readonly vacations: readonly Vacation[];
}

/** Whether the hours of a mode could not be read. Pure. */
export function isUnreadable(hours: ModeHours): hours is UnreadableHours {
  return 'text' in hours;
}

/** A schedule of which nothing is known. */
export function emptySchedule(place: Place): Schedule {
  return { place, modes: {}, publicHolidays: 'as-usual', exceptions: [], vacations: [] };
}
