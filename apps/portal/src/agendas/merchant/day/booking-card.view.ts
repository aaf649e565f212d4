import type { LinkView } from '../../../rendering/link.view';

/** A step that a button of a booking takes. */
export interface BookingButtonView {
  readonly value: string;
  readonly label: string;
  readonly isQuiet: boolean;
}

/** A booking as who keeps the agenda sees it. */
export interface BookingCardView {
  readonly href: string;
  /** "14 h 30 – 15 h 15" */
  readonly time: string;
  /** "mardi 4 janvier": in a list of several days. */
  readonly day?: string;
  readonly state: { readonly kind: 'open' | 'closed' | 'soon'; readonly text: string };
  readonly service: string;
  readonly customer: string;
  /** "Fauteuil 1"; absent where it takes nobody and nothing. */
  readonly with?: string;
  /** "3 personnes"; absent for one. */
  readonly party?: string;
  readonly phone?: LinkView;
  /** "Pour une personne fragile": what they said that they need. */
  readonly need?: string;
  readonly note?: string;
  /** Who booked it for them, where the town did. */
  readonly source?: string;
  /** "2 absences": appointments here to which the same person did not come. */
  readonly absences?: string;
  /** That they said that they come. */
  readonly presence?: string;
  /** "12 min de retard": somebody is expected, and was not seen. */
  readonly late?: { readonly text: string; readonly minutes: string; readonly words: string };
  readonly action: string;
  readonly id: string;
  /** The event that the page was made of. */
  readonly seen: string;
  /** Where its buttons lead back to. */
  readonly from: string;
  readonly buttons: readonly BookingButtonView[];
}
