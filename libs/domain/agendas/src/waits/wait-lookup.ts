import { isoOfDay, wallTime } from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';
import type { ResourceNeed } from '../bookings/booking.repository';
import { daysOf } from '../bookings/booking-placing.service';
import { type AgendaReading, takenBy } from '../free-times/agenda-reading';
import { slotsOf } from '../free-times/booking-times.service';
import type { AgendaPlace, AgendaService } from '../settings/agenda';
import type { BookingSlot } from '../slots/booking-slots';

/** What is known while some of a list are looked at, read once for all of them. */
export interface Lookup {
  readonly place: AgendaPlace;
  /** ISO dates of the days whose lock is held: nothing outside of them is offered; null: any. */
  readonly locked: readonly string[] | null;
  /** Numbers of the days that are looked at, both included. */
  readonly days: { readonly first: number; readonly last: number };
  /** Starts that were offered to whom before. */
  readonly offered: ReadonlyMap<string, ReadonlySet<number>>;
  readonly services: Map<string, AgendaService | null>;
  /** By services in a row: stale once a time is kept for somebody. */
  readonly readings: Map<string, AgendaReading>;
  /** By service, length, party and days: the same. */
  readonly slots: Map<string, readonly BookingSlot[]>;
}

/** The days of some moments as ISO dates, in order, each once. Pure. */
export const isoDaysOf = (timeZone: string, moments: readonly Date[]): string[] =>
  [...new Set(moments.map((moment) => isoOfDay(wallTime(timeZone, moment.getTime()).day)))].sort();

/** A moment of each day that a time touches: sessions are as long as they are planned. Pure. */
export const daysOfSlot = (service: AgendaService, { from, until }: BookingSlot): Date[] =>
  daysOf({ ...service, duration: (until - from) / MINUTE }, from);

/** A service in its length, or several in a row. Pure. */
export const rowKey = (service: AgendaService): string =>
  (service.parts ?? [service]).map(({ id, duration }) => `${id}:${String(duration)}`).join();

/** The free times of a service on the days of somebody, computed once for all who ask the same. */
export function slotsFor(
  { slots }: Lookup,
  reading: AgendaReading,
  service: AgendaService,
  party: number,
  days: Lookup['days'],
): readonly BookingSlot[] {
  const key = [rowKey(service), party, days.first, days.last].join(' ');
  const known = slots.get(key) ?? slotsOf(reading, service, { party }, days);
  slots.set(key, known);
  return known;
}

/** What a time takes: a seat of a session takes nobody. Pure. */
export const needsFor = (
  reading: AgendaReading,
  service: AgendaService,
  slot: BookingSlot,
): readonly ResourceNeed[] => (service.isGroup ? [] : takenBy(reading, service, slot));
