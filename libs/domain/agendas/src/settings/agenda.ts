import type { AgendaResourceInput, AgendaServiceInput, AgendaSettings } from '@halles/contracts';
import { type DatedException, type Schedule, statesHolidays, type Vacation } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import type { ReservedTime } from './reserved-times';

/** What can be booked in an agenda. */
export interface AgendaService extends AgendaServiceInput {
  readonly id: string;
  /** Which signed link opens it, where it is for invited customers. */
  readonly invitation: number;
  /** Of several services in a row: each of them, in order. What is said of them all is said of the whole. */
  readonly parts?: readonly AgendaService[];
}

/** Somebody or something that bookings take. */
export interface AgendaResource extends AgendaResourceInput {
  readonly id: string;
}

/** A place that takes appointments. */
export interface AgendaPlace {
  readonly listing: Listing;
  readonly settings: AgendaSettings;
  /** Its hours, in which the mode `appointment` is that of its appointments. */
  readonly schedule: Schedule;
  /** The accounts that keep its agenda. */
  readonly handlers: readonly string[];
  /** Times of the week that are kept for those who say that they need them. */
  readonly reserved: readonly ReservedTime[];
  /** A service of the town hall, which its agents keep without an account of the portal. */
  readonly isOfTown: boolean;
}

/**
 * The hours in which a place takes appointments: those that it says for them, or else those of the shop with all that replaces
 * them. On a public holiday of which nobody said anything it takes none: who is not there would be waited for. Null where
 * neither is known. The same value for the same schedule, so that openings are computed once for both. Pure.
 */
export function appointmentHours(schedule: Schedule): Schedule | null {
  const known = appointments.get(schedule);
  if (known !== undefined) return known;
  const hours = readAppointmentHours(schedule);
  appointments.set(schedule, hours);
  return hours;
}

/** Gone with the schedules that they are of. */
const appointments = new WeakMap<Schedule, Schedule | null>();

function readAppointmentHours(schedule: Schedule): Schedule | null {
  const hours = forAppointments(schedule);
  return hours === null || statesHolidays(hours, 'appointment') ? hours : { ...hours, publicHolidays: [] };
}

function forAppointments(schedule: Schedule): Schedule | null {
  if (schedule.modes.appointment) return schedule;
  const { shop } = schedule.modes;
  if (!shop) return null;
  return {
    ...schedule,
    modes: { ...schedule.modes, appointment: shop },
    exceptions: schedule.exceptions.map(alsoForAppointments),
    vacations: schedule.vacations.map(alsoForAppointments),
  };
}

/** What replaces the hours of the shop on some days. */
const alsoForAppointments = <T extends DatedException | Vacation>(days: T): T =>
  days.modes?.includes('shop') ? { ...days, modes: [...days.modes, 'appointment'] } : days;
