export const SESSION_STATES = ['open', 'closed', 'cancelled'] as const;
/** `closed`: nobody books it online any more; it takes place. */
export type SessionState = (typeof SESSION_STATES)[number];

/** When a service for many at once takes place. */
export interface AgendaSession {
  readonly id: string;
  readonly listingId: number;
  readonly serviceId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly seats: number;
  readonly state: SessionState;
  /** Where exactly: "Atelier, au fond de la cour". */
  readonly place: string | null;
}

/** The same with how many of its seats are booked or held. */
export interface SessionSeats extends AgendaSession {
  readonly taken: number;
}

/** A session in the calendar of its agenda: what takes place, and who and what serves for it. */
export interface CalendarSession extends SessionSeats {
  readonly serviceName: string;
  readonly resourceIds: readonly string[];
}
