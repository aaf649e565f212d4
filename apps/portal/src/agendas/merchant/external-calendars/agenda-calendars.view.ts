import type { AgendaResource, BusySource, KnownFeed } from '@halles/domain/agendas';
import type { FormState } from '@halles/platform/forms';
import type { AgendaCalendarChange } from './agenda-calendars.form';

/** What the page of calendars shows of what was just done. */
export interface ShownState {
  /** An address that was just made; null: none. */
  readonly made: { readonly token: string; readonly of: string | null } | null;
  readonly done: AgendaCalendarChange | null;
  /** What was refused. */
  readonly problem: FormState | null;
}

/** All that the page of calendars is made of. */
export interface AgendaCalendarsState extends ShownState {
  readonly listing: number;
  readonly timeZone: string;
  readonly isOpen: boolean;
  readonly resources: readonly Pick<AgendaResource, 'id' | 'name'>[];
  readonly feeds: readonly KnownFeed[];
  readonly sources: readonly BusySource[];
}
