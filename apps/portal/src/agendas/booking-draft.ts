import type { AgendaPlace, AgendaService, BookingHoldPeriod } from '@halles/domain/agendas';
import type { FormState } from '@halles/platform/forms';
import type { ServicePerson } from '../agenda-offers';
import type { RepeatState } from './repeated-bookings.service';

/** What somebody is about to book. */
export interface BookingDraft {
  readonly place: AgendaPlace;
  readonly service: AgendaService;
  /** Whom its customers may choose. */
  readonly persons: readonly ServicePerson[];
  readonly form: FormState;
  /** How long a time of the service is held for it; null: none is. */
  readonly hold: BookingHoldPeriod | null;
  /** How it may be repeated; null: it is booked one at a time. */
  readonly repeat: RepeatState | null;
}
