import type { FieldView, FormSummaryView } from '@halles/platform/forms';
import type { LinkView } from '../../../rendering/link.view';
import type { CalendarEventRow, CalendarView } from '../calendar/calendar.view';
import type { BookingCardView } from './booking-card.view';

/** `agendas/day` */
export interface AgendaDayBody extends FormSummaryView {
  /** Something that was just done. */
  readonly done?: string;
  /** Takes back what was just done. */
  readonly undo?: {
    readonly action: string;
    readonly id: string;
    readonly seen: string;
    readonly from: string;
    readonly label: string;
  };
  /** Nobody can book at the moment, and why. */
  readonly warning?: { readonly text: string; readonly link?: LinkView };
  /** Bookings of any day that wait for the shop to confirm them. */
  readonly pending: readonly BookingCardView[];
  readonly day: string;
  readonly previous: LinkView;
  readonly today?: LinkView;
  readonly next: LinkView;
  /** The form that asks for any day. */
  readonly other: { readonly action: string; readonly fields: readonly FieldView[] };
  /** "4 rendez-vous · au plus 6 personnes à la fois sur 8, à 10 h 30" */
  readonly sum?: string;
  readonly none?: string;
  /** Who waits for a time of this day. */
  readonly waiting?: LinkView;
  readonly bookings: readonly BookingCardView[];
  /** Sessions, times that are held, and when somebody is busy by a calendar of their own. */
  readonly events: readonly CalendarEventRow[];
  /** Cancelled by their customer or by the shop. */
  readonly cancelled: readonly BookingCardView[];
  /** The two ways to look at it. */
  readonly views: readonly (LinkView & { readonly isCurrent: boolean })[];
  readonly calendar: CalendarView;
  /** Today: who is there, who should be, who comes next. */
  readonly arrivals: readonly { readonly label: string; readonly bookings: readonly BookingCardView[] }[];
  /** The day on paper. */
  readonly sheet: LinkView;
  /** Where an appointment is entered for somebody. */
  readonly enter: LinkView;
  readonly links: readonly LinkView[];
}
