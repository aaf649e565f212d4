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

/** A day at a glance. */
export interface GlanceView {
  /** "mar. 1er déc." */
  readonly day: string;
  /** How many times it has, that it has none, or that there may be some. */
  readonly words: string;
  /** To its times; absent where it has none. */
  readonly href?: string;
}

/** Of the page of a listing. */
export interface AppointmentsView {
  /** The coming days; none where nobody knows of any. */
  readonly glance: readonly GlanceView[];
  /** The first free time, where the first of these days has none. */
  readonly first?: LinkView;
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

/** A day of a week, with what can be chosen of it. */
export interface DayTimesView {
  readonly id: string;
  readonly weekday: string;
  readonly date: string;
  /** "mar. 1er déc." */
  readonly short: string;
  /** How many times it has; absent where there is none. */
  readonly free?: string;
  /** That it has none, or that the place is closed. */
  readonly none?: string;
  /** One without a label, or the parts of the day, of which the first is open. */
  readonly parts: readonly {
    readonly label?: string;
    readonly isOpen?: boolean;
    readonly times: readonly TimeView[];
  }[];
}

/** The links between week and month. */
export interface ViewsView {
  readonly label: string;
  readonly links: readonly LinkView[];
}

/** What week and month have in common. */
interface SpanView {
  readonly heading: string;
  readonly views: ViewsView;
  /** That there is no free time in it. */
  readonly none?: string;
  /** Whose clock the times are of, where that could be doubted. */
  readonly zone?: string;
  readonly earlier?: LinkView;
  readonly later?: LinkView;
}

/** The free times of a week, day by day. */
export interface WeekView extends SpanView {
  /** The first free time of all. */
  readonly firstTime?: TimeView;
  /** Every day of it; none where the week has no free time. */
  readonly days: readonly DayTimesView[];
  /** The form of the buttons, where a time is chosen by one. */
  readonly choose?: {
    readonly action: string;
    readonly hidden: readonly { readonly name: string; readonly value: string }[];
  };
  /** The week of the first free time, where this one has none. */
  readonly next?: LinkView;
}

/** A day of a month. */
export interface MonthDayView {
  readonly number: string;
  readonly weekday: string;
  readonly date: string;
  /** To its times. */
  readonly href?: string;
  /** How many there are: the number, the words, and 1 to 3 for few to many. */
  readonly free?: string;
  readonly name?: string;
  readonly level?: number;
  readonly none?: string;
  readonly isClosed?: boolean;
  /** It is over, or cannot be booked yet. */
  readonly isOut?: boolean;
}

/** How much is free in the days of a month. */
export interface MonthView extends SpanView {
  readonly weekdays: readonly { readonly name: string; readonly short: string }[];
  /** Null: a day of another month. */
  readonly weeks: readonly (readonly (MonthDayView | null)[])[];
}

/** The sessions of a service for many at once. */
export interface SessionsView {
  readonly heading: string;
  /** The form of the buttons. */
  readonly choose: Required<WeekView>['choose'];
  readonly rows: readonly {
    /** "samedi 5 décembre, 14 h". */
    readonly label: string;
    /** Where exactly. */
    readonly place?: string;
    /** "3 places restantes". */
    readonly left?: string;
    /** Of the button; absent where it cannot be booked. */
    readonly value?: string;
    /** Why it cannot be booked. */
    readonly refused?: string;
  }[];
  readonly none?: string;
}

/** `agendas/times` */
export interface TimesBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly description?: string;
  /** Why the time that was chosen cannot be had. */
  readonly problem?: string;
  /** Who receives. */
  readonly with?: string;
  /** Of a service for many at once, in place of its free times. */
  readonly sessions?: SessionsView;
  /** How many come, for how long and with whom, where there is a choice. */
  readonly ask?: {
    readonly action: string;
    readonly hidden: readonly { readonly name: string; readonly value: string }[];
    readonly fields: readonly FieldView[];
  };
  /** What is booked in a row, and what else may follow; absent where nothing may. */
  readonly chain?: {
    readonly rows: readonly {
      readonly label: string;
      readonly facts: string;
      /** Leaves it out. */
      readonly remove?: LinkView & { readonly name: string };
    }[];
    readonly add?: {
      readonly action: string;
      readonly hidden: readonly { readonly name: string; readonly value: string }[];
      readonly fields: readonly FieldView[];
      readonly submit: string;
    };
  };
  /** One of the two. */
  readonly week?: WeekView;
  readonly month?: MonthView;
  /** Where somebody asks to be told of a time that is free again; absent where the shop keeps no list. */
  readonly wait?: LinkView;
}
