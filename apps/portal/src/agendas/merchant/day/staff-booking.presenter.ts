import { type CalmKind, pathsTo, pathTo } from '@halles/contracts';
import {
  type AgendaResource,
  type AgendaService,
  type BookingSlot,
  type PassedRule,
  type SeriesDate,
  bookingTimeWords,
  durationWords,
  mayFollow,
} from '@halles/domain/agendas';
import { publicHolidayOn, timeWords, wallTime } from '@halles/domain/hours';
import type { Locale } from '@halles/kernel';
import {
  type FieldView,
  type FormProblem,
  type FormState,
  FormWriter,
  problemWords,
  textOf,
} from '@halles/platform/forms';
import { hiddenField } from '../../../accounts';
import { readServiceChoice, serviceChoice } from '../../../agenda-offers';
import type { MerchantListing, MerchantPage } from '../../../merchant-space';
import type { PageScope } from '../../../rendering/page-scope';
import { dayWords } from './booking-card.presenter';
import {
  ENTRY,
  FOLLOWING,
  minuteOfClock,
  PASSED,
  SURE,
  staffBookingForm,
  staffTimesForm,
} from './staff-booking.form';
import { SERIES, seriesText, WEEKS } from '../../series.form';
import type { StaffBookingBody } from './staff-booking.view';

/** Of what who enters a booking is told, before they enter it all the same. */
export interface EntryWarning {
  readonly words: FormProblem;
  /** That this person has as many as they may. */
  readonly isSure: boolean;
  /** Which rules of the agenda are passed over. */
  readonly passed: readonly PassedRule[];
}

export interface StaffBookingState {
  readonly services: readonly AgendaService[];
  /** Who may be chosen. */
  readonly persons: readonly Pick<AgendaResource, 'id' | 'name'>[];
  /** What somebody may say that they need. */
  readonly needs: readonly CalmKind[];
  readonly slots: readonly BookingSlot[];
  /** INSEE code: its public holidays are named. */
  readonly department: string;
  /** Null where it was asked for no day. */
  readonly day: number | null;
  readonly timeZone: string;
  readonly form: FormState;
  readonly entry: string;
  /** What stands against it: it is asked whether to book all the same. */
  readonly warning: EntryWarning | null;
  /** The dates of a series, and whether they were booked but for those that somebody else has now; null: it is one alone. */
  readonly series: {
    readonly dates: readonly SeriesDate[];
    readonly asked: string;
    readonly isBooked: boolean;
  } | null;
  /** Whether who enters it may pass over the rules of the agenda. */
  readonly mayPass: boolean;
}

/** The service that a form asks for; null where it is none of these. Pure. */
export const serviceOf = (
  services: readonly AgendaService[],
  values: FormState['values'],
): AgendaService | null => {
  const asked = readServiceChoice(textOf(values, 'prestation'));
  return services.find(({ id }) => id === asked?.id) ?? null;
};

/** A service, once for each of its lengths. Pure. */
const choicesOf = ({ id, name, durations }: AgendaService, locale: Locale) => [
  { value: id, label: name },
  ...durations.map(({ duration }) => ({
    value: serviceChoice(id, duration),
    label: `${name} · ${durationWords(duration, locale)}`,
  })),
];

/** The services that can be booked, as a list to choose from. Pure. */
const serviceField = (
  writer: FormWriter,
  services: readonly AgendaService[],
  { texts, locale }: PageScope,
  name: 'prestation' | (typeof FOLLOWING)[number] = 'prestation',
): FieldView =>
  writer.select(name, {
    empty: texts.line(name === 'prestation' ? 'agenda.new.choose' : 'agenda.new.nothing'),
    groups: [
      {
        label: texts.line('agenda.services.heading'),
        options: services.flatMap((service) => choicesOf(service, locale)),
      },
    ],
  });

/** What may follow the service in the same booking: what was chosen already, and one more. Pure. */
function followingFields(
  writer: FormWriter,
  { services, form }: StaffBookingState,
  scope: PageScope,
): FieldView[] {
  const first = serviceOf(services, form.values);
  const others = first === null ? [] : services.filter((other) => mayFollow(first, other));
  if (others.length === 0) return [];
  const chosen = FOLLOWING.filter((name) => textOf(form.values, name) !== '').length;
  return FOLLOWING.slice(0, chosen + 1).map((name) => serviceField(writer, others, scope, name));
}

/** Who is to receive them, where somebody may be chosen. Pure. */
const personFields = (
  writer: FormWriter,
  persons: StaffBookingState['persons'],
  { texts }: PageScope,
): FieldView[] =>
  persons.length === 0
    ? []
    : [
        writer.select('avec', {
          empty: texts.line('agenda.new.anybody'),
          groups: [
            {
              label: texts.line('agenda.resources.heading'),
              options: persons.map(({ id, name }) => ({ value: id, label: name })),
            },
          ],
        }),
      ];

/** What they need, where times are kept for it. Pure. */
const needFields = (
  writer: FormWriter,
  needs: StaffBookingState['needs'],
  { texts }: PageScope,
): FieldView[] =>
  needs.length === 0
    ? []
    : [
        writer.select('besoin', {
          empty: texts.line('bookings.times.noNeed'),
          groups: [
            {
              label: texts.line('agenda.new.fields.besoin.label'),
              options: needs.map((kind) => ({ value: kind, label: texts.line(`bookings.needs.${kind}`) })),
            },
          ],
        }),
      ];

/** The free times of a day, as a list to choose from. Pure. */
export const timeField = (
  writer: FormWriter,
  name: string,
  slots: readonly BookingSlot[],
  { timeZone, day }: { readonly timeZone: string; readonly day: number },
  { texts, locale }: PageScope,
): FieldView =>
  writer.select(name, {
    empty: texts.line('agenda.new.chooseTime'),
    groups: [
      {
        label: dayWords(day, locale),
        options: slots.map(({ from }) => ({
          value: String(from),
          label: timeWords(wallTime(timeZone, from).minute, locale),
        })),
      },
    ],
  });

/** That a time which was touched in a calendar cannot be had; null where it can, or none was touched. Pure. */
function goneWords({ form, slots, day }: StaffBookingState, { texts, locale }: PageScope): string | null {
  const minute = minuteOfClock(form.values['heure']?.[0] ?? '');
  const startsAt = form.values['startsAt']?.[0] ?? '';
  if (day === null || minute === null || slots.some(({ from }) => String(from) === startsAt)) return null;
  return texts.line('agenda.new.gone', { time: timeWords(minute, locale) });
}

/** Whether the time that was touched in a calendar is among the free ones. Pure. */
export const isTouchedFree = (values: FormState['values'], slots: readonly BookingSlot[]): boolean =>
  textOf(values, 'heure') !== '' && slots.some(({ from }) => String(from) === textOf(values, 'startsAt'));

/** Every so many weeks, or not. Pure. */
const repeatOptions = ({ texts }: PageScope) => ({
  empty: texts.line('agenda.new.series.no'),
  groups: [
    {
      label: texts.line('agenda.new.fields.repeter.label'),
      options: WEEKS.map((value) => ({
        value,
        label: texts.line('agenda.new.series.every', { count: Number(value) }),
      })),
    },
  ],
});

/** The dates that can be had. Pure. */
const freeDates = ({ series }: StaffBookingState): readonly SeriesDate[] =>
  series === null || series.isBooked ? [] : series.dates.filter(({ problem }) => problem === null);

/** What is booked by the next touch: the dates that were shown as free. Pure. */
const seriesField = (state: StaffBookingState): FieldView[] => {
  const free = freeDates(state);
  if (free.length === 0) return [];
  const dates = free.map(({ startsAt }) => startsAt);
  return [hiddenField(SERIES, seriesText(state.series?.asked ?? '', dates))];
};

const submitWords = (state: StaffBookingState, { texts }: PageScope): string => {
  const free = freeDates(state).length;
  if (free > 0) return texts.line('agenda.new.series.submit', { count: free });
  return texts.line(`agenda.new.${state.warning === null ? 'submit' : 'submitAnyway'}`);
};

/** Why a date of a series cannot be had: a public holiday is named. Pure. */
function whyNot(
  { startsAt, problem }: SeriesDate,
  { timeZone, department }: StaffBookingState,
  { texts, locale }: PageScope,
): string {
  const holiday = publicHolidayOn(department, wallTime(timeZone, startsAt).day);
  if (problem === 'not-offered' && holiday)
    return texts.line('agenda.new.series.holiday', { day: holiday[locale] });
  return texts.line(`agenda.new.series.why.${problem ?? 'free'}`);
}

/** Which dates of a series can be had, and which cannot. Pure. */
function seriesPart(state: StaffBookingState, scope: PageScope): Pick<StaffBookingBody, 'series'> {
  const { series, timeZone } = state;
  if (series === null) return {};
  const { texts, locale } = scope;
  const free = series.dates.filter(({ problem }) => problem === null).length;
  const key = series.isBooked ? 'booked' : free === 0 ? 'none' : 'lead';
  return {
    series: {
      lead: texts.line(`agenda.new.series.${key}`, { count: free, all: series.dates.length }),
      rows: series.dates.map((one) => ({
        when: bookingTimeWords(new Date(one.startsAt), timeZone, locale),
        note: whyNot(one, state, scope),
        isFree: one.problem === null,
      })),
    },
  };
}

/** Who comes, at a free time or at another one; nothing where none is free and the rules are to be kept. Pure. */
function entryPart(
  state: StaffBookingState,
  action: string,
  scope: PageScope,
): Pick<StaffBookingBody, 'form'> {
  const { slots, day, form, timeZone, entry, warning, mayPass } = state;
  if (day === null || (slots.length === 0 && !mayPass)) return {};
  const { texts, locale } = scope;
  const writer = new FormWriter(staffBookingForm, form, texts, locale);
  const carried = ['prestation', ...FOLLOWING, 'jour', 'personnes', 'avec', 'besoin'];
  return {
    form: {
      action,
      fields: [
        hiddenField(ENTRY, entry),
        ...(warning?.isSure === true ? [hiddenField(SURE, 'yes')] : []),
        ...(warning === null ? [] : [hiddenField(PASSED, warning.passed.join(','))]),
        ...carried.map((name) => hiddenField(name, textOf(form.values, name))),
        ...(slots.length === 0
          ? [hiddenField('startsAt', '')]
          : [timeField(writer, 'startsAt', slots, { timeZone, day }, scope)]),
        ...(mayPass ? [writer.field('autreHeure')] : []),
        ...['name', 'guestName', 'phone', 'email', 'note'].map((name) => writer.field(name)),
        writer.select('repeter', repeatOptions(scope)),
        writer.field('fois'),
        ...seriesField(state),
      ],
      submit: submitWords(state, scope),
    },
  };
}

/** Where the shop enters a booking for somebody at the counter or on the phone. Pure. */
export const staffBookingPage = (listing: MerchantListing, state: StaffBookingState): MerchantPage => ({
  view: 'agendas/staff-booking',
  title: ({ texts }) => texts.line('agenda.new.heading'),
  paths: pathsTo('merchant.newBooking', { listing: listing.id }),
  listing,
  section: 'agenda',
  present: (scope): StaffBookingBody => {
    const { texts, locale } = scope;
    const { services, persons, slots, day, form } = state;
    const warning = problemWords(scope, state.warning?.words ?? null);
    const gone = goneWords(state, scope);
    const own = pathTo('merchant.newBooking', locale, { listing: listing.id });
    const ask = new FormWriter(staffTimesForm, form, texts, locale);
    const booked = new FormWriter(staffBookingForm, form, texts, locale).summary();
    const asked = ask.summary();
    return {
      ...(asked.errors.length > 0 ? asked : booked),
      ...(gone === null ? {} : { problem: gone }),
      ...(warning === null ? {} : { problem: warning }),
      lead: texts.line('agenda.new.lead'),
      ...seriesPart(state, scope),
      ask: {
        action: own,
        fields: [
          serviceField(ask, services, scope),
          ...followingFields(ask, state, scope),
          ask.field('jour'),
          ask.field('personnes'),
          ...personFields(ask, persons, scope),
          ...needFields(ask, state.needs, scope),
          hiddenField('heure', form.values['heure']?.[0] ?? ''),
        ],
      },
      ...(day !== null && slots.length === 0
        ? { none: texts.line('agenda.new.none', { day: dayWords(day, locale) }) }
        : {}),
      ...entryPart(state, own, scope),
      back: {
        href: pathTo('merchant.agenda', locale, { listing: listing.id }),
        label: texts.line('agenda.toAgenda'),
      },
    };
  },
});
