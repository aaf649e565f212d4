import type { FieldView } from '@halles/platform/forms';
import type { LinkView } from '../rendering/link.view';

/** A service in a list of them. */
export interface OfferedServiceView extends LinkView {
  readonly description?: string;
  /** "30 min · 28 €". */
  readonly facts: string;
  /** Its first free time, or that there is none. */
  readonly next: string;
}

/** Of the page of a listing. */
export interface AppointmentsView {
  readonly services: readonly OfferedServiceView[];
  /** Where there are more services. */
  readonly all?: LinkView;
}

/** `agendas/services` */
export interface ServicesBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly services: readonly OfferedServiceView[];
  /** That nothing can be booked now. */
  readonly none?: string;
}

/** A time that can be chosen: by a link, or by a button, which holds it. */
export interface TimeView {
  readonly label: string;
  /** With its day, for who hears it alone. */
  readonly name: string;
  readonly href?: string;
  readonly value?: string;
}

/** The free times of a week, day by day. */
export interface WeekView {
  readonly heading: string;
  readonly days: readonly {
    readonly id: string;
    readonly label: string;
    readonly times: readonly TimeView[];
  }[];
  /** The form of the buttons, where a time is chosen by one. */
  readonly choose?: {
    readonly action: string;
    readonly hidden: readonly { readonly name: string; readonly value: string }[];
  };
  /** That the week has none. */
  readonly none?: string;
  /** The first free time, where the week has none. */
  readonly next?: LinkView;
  readonly earlier?: LinkView;
  readonly later?: LinkView;
}

/** `agendas/times` */
export interface TimesBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly description?: string;
  /** Why the time that was chosen cannot be had. */
  readonly problem?: string;
  /** How many come and for how long, where there is a choice. */
  readonly ask?: {
    readonly action: string;
    readonly hidden: readonly { readonly name: string; readonly value: string }[];
    readonly fields: readonly FieldView[];
  };
  readonly week: WeekView;
}
