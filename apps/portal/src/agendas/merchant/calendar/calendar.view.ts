import type { LinkView } from '../../../rendering/link.view';

/** Time in which nobody can come, or those alone who need it: the place is closed or busy elsewhere, somebody is away, it is blocked or reserved. Minutes since midnight. */
export interface CalendarShadeView {
  readonly kind: 'closed' | 'away' | 'blocked' | 'busy' | 'reserved';
  readonly from: number;
  readonly until: number;
  readonly label: string;
  /** Of blocked time, with which it is freed again: its first and last instant. */
  readonly pause?: string;
  /** Of an absence, with which it is taken out: which, and whose. */
  readonly absence?: { readonly key: string; readonly who: string };
}

/** A booking in a column. */
export interface CalendarItemView {
  readonly id: string;
  readonly href: string;
  readonly from: number;
  readonly until: number;
  readonly lane: number;
  readonly lanes: number;
  readonly state: string;
  /** "À confirmer"; absent where it is as most are. */
  readonly stateLabel?: string;
  /** "10 h" */
  readonly time: string;
  readonly customer: string;
  readonly service: string;
  readonly with?: string;
  readonly party?: string;
  /** Whether it can be moved. */
  readonly isMovable: boolean;
  /** Where a move is sent to. */
  readonly action: string;
  /** The event that the page was made of. */
  readonly seen: string;
  /** Whether a move mails its customer. */
  readonly isMailed: boolean;
  readonly phone?: string;
  /** The minutes that it may be long: "30 60". */
  readonly durations: string;
  /** Whether it may be longer or shorter. */
  readonly isStretchable: boolean;
  /** Who of the columns serves for it: their ids. */
  readonly servers: string;
  readonly day: string;
  /** Who of its kind has it in this column. */
  readonly resource?: string;
}

/** What stands in a column beside bookings: a session, a time that is held, somebody who is busy elsewhere. */
export interface CalendarEventView {
  readonly kind: 'session' | 'hold' | 'busy';
  /** Name of a drawing of the portal's icon set. */
  readonly icon: string;
  readonly from: number;
  readonly until: number;
  readonly lane: number;
  readonly lanes: number;
  /** "10 h" */
  readonly time: string;
  readonly title: string;
  /** "5 places réservées sur 8" */
  readonly detail: string;
  /** Where more is read of it. */
  readonly href?: string;
  /** Of a time that is held: whole seconds until it is free again. */
  readonly seconds?: number;
}

/** A person, a chair, a room or a day. */
export interface CalendarColumnView {
  readonly key: string;
  readonly label: string;
  /** "mardi 4 janvier" */
  readonly dayLabel: string;
  readonly day: string;
  readonly isToday: boolean;
  readonly resource?: string;
  /** Somebody, whom customers may ask for. */
  readonly isPerson: boolean;
  readonly shades: readonly CalendarShadeView[];
  readonly items: readonly CalendarItemView[];
  readonly events: readonly CalendarEventView[];
}

/** The same in a list: "10 h – 12 h · Atelier · 5 places réservées sur 8". */
export interface CalendarEventRow {
  readonly text: string;
  readonly href?: string;
}

/** An hour, and who is inside in it. */
export interface CalendarHourView {
  readonly minute: number;
  readonly label: string;
  /** "3 sur 6", the most at once. */
  readonly people?: string;
  /** "2 retraits", "4 entrés" */
  readonly others: readonly string[];
  readonly isFull: boolean;
}

/** The calendar of a day or of a week: what scripts lay out. Without them it is not shown, and the list says the same. */
export interface CalendarView {
  readonly script: string;
  readonly stream: string;
  readonly from: number;
  readonly until: number;
  /** Minutes from one place to the next where something is dragged. */
  readonly snap: number;
  /** The minute of now, where a day that is shown is today. */
  readonly now?: number;
  readonly kind: 'day' | 'week';
  readonly enter: string;
  /** Where time is blocked and freed; absent: who looks does neither. */
  readonly pause?: string;
  readonly page: string;
  readonly hours: readonly CalendarHourView[];
  readonly columns: readonly CalendarColumnView[];
  /** Who may be chosen where something is moved. */
  readonly resources: readonly { readonly id: string; readonly name: string }[];
}

/** `agendas/agenda-week` */
export interface AgendaWeekBody {
  readonly errors: readonly [];
  readonly week: string;
  readonly views: readonly (LinkView & { readonly isCurrent: boolean })[];
  readonly previous: LinkView;
  readonly today?: LinkView;
  readonly next: LinkView;
  /** Of whom alone it is shown. */
  readonly persons: readonly (LinkView & { readonly isCurrent: boolean })[];
  readonly calendar: CalendarView;
  readonly days: readonly {
    readonly day: string;
    readonly href: string;
    readonly bookings: readonly {
      readonly href: string;
      readonly text: string;
      readonly state?: string;
    }[];
    /** Sessions, times that are held, and when somebody is busy elsewhere. */
    readonly events: readonly CalendarEventRow[];
  }[];
  readonly enter: LinkView;
}

/** `agendas/agenda-sheet`: a day on paper. */
export interface AgendaSheetBody {
  readonly errors: readonly [];
  readonly day: string;
  readonly none?: string;
  readonly parts: readonly {
    readonly id: string;
    readonly name: string;
    readonly rows: readonly {
      readonly time: string;
      readonly customer: string;
      readonly phone?: string;
      readonly service: string;
      readonly more: readonly string[];
    }[];
  }[];
  readonly back: LinkView;
}
