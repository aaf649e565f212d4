import type { Instant, Interval, Schedule } from '@halles/domain/hours';
import type { StepFunction } from '@halles/domain/place-days';

/** What an agenda says of its slots. */
export interface BookingRules {
  /** Bookings start at each multiple of so many minutes since midnight by the clock on the wall, 5 to 1440. */
  readonly step: number;
  /** Minutes between a booking and the earliest slot, by the clock. */
  readonly notice: number;
  /** Days after today that may be booked, 0 (today alone) to 365. */
  readonly horizon: number;
  /** No booking touches one of these: blocked time. */
  readonly pauses: readonly Interval[];
}

/** Somebody or something that a booking takes: a hairdresser, a chair, a room. */
export interface BookableResource {
  readonly id: string;
  /** When it is there, in the mode `appointment`; null: whenever the place is open. */
  readonly schedule: Schedule | null;
  /** When it is not there all the same, around the time that is asked for. */
  readonly away: readonly Interval[];
  /** Bookings at once, at least 1: one for a person or a chair, more for three windows of the same office. */
  readonly capacity: number;
  /** The largest party that it takes: seats of a table, places in a room. Null: any. */
  readonly partyMax: number | null;
  /** How many bookings take it at each moment, with their buffers, holds included. */
  readonly taken: StepFunction;
}

/** One service of a booking; several follow one another without a gap. */
export interface BookedService {
  /** Minutes, at least 5. */
  readonly duration: number;
  /** Minutes before and after in which its resources take no other booking; the place may be closed then. */
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  /** One of each of these lists is taken, the first that is free: the caller orders them by its way of assignment. */
  readonly needs: readonly (readonly BookableResource[])[];
}

/** Everything that decides of the slots of a booking. */
export interface BookingQuestion {
  /** Asked in the mode `appointment`. */
  readonly schedule: Schedule;
  readonly rules: BookingRules;
  /** At least one, in their order. */
  readonly services: readonly BookedService[];
  /** How many people come, at least 1. */
  readonly party: number;
  /** How many people may still come in at each moment; null: the place has no gauge, or the service is not in it. */
  readonly gauge: StepFunction | null;
  readonly now: Instant;
}

/** Why a slot cannot be had, the first that applies in this order. */
export type BookingRefusal =
  /** It has begun. */
  | 'past'
  | 'beyond-horizon'
  /** Not a start on the step, or the place is closed during it. */
  | 'not-offered'
  | 'paused'
  /** Within the notice. */
  | 'too-soon'
  /** No resource takes so many people. */
  | 'party-too-large'
  /** Everybody and everything that it needs is away or taken. */
  | 'full'
  /** Of a session: it takes no more bookings online, or has no seats left for so many. */
  | 'closed'
  | 'seats'
  /** There would be more people inside than may be. */
  | 'gauge-full';
