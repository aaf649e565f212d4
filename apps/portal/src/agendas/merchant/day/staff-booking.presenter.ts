import { pathsTo, pathTo } from '@halles/contracts';
import {
  type AgendaResource,
  type AgendaService,
  type BookingSlot,
  durationWords,
} from '@halles/domain/agendas';
import { timeWords, wallTime } from '@halles/domain/hours';
import type { Locale } from '@halles/kernel';
import {
  type FieldView,
  type FormProblem,
  type FormState,
  FormWriter,
  problemWords,
} from '@halles/platform/forms';
import { hiddenField } from '../../../accounts';
import { serviceChoice } from '../../../agenda-offers';
import type { MerchantListing, MerchantPage } from '../../../merchant-space';
import type { PageScope } from '../../../rendering/page-scope';
import { dayWords } from './booking-card.presenter';
import { ENTRY, minuteOfClock, SURE, staffBookingForm, staffTimesForm } from './staff-booking.form';
import type { StaffBookingBody } from './staff-booking.view';

export interface StaffBookingState {
  readonly services: readonly AgendaService[];
  /** Who may be chosen. */
  readonly persons: readonly Pick<AgendaResource, 'id' | 'name'>[];
  readonly slots: readonly BookingSlot[];
  /** Null where it was asked for no day. */
  readonly day: number | null;
  readonly timeZone: string;
  readonly form: FormState;
  readonly entry: string;
  /** That this person has as many as they may: it is asked whether to book all the same. */
  readonly limit: FormProblem | null;
}

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
): FieldView =>
  writer.select('prestation', {
    empty: texts.line('agenda.new.choose'),
    groups: [
      {
        label: texts.line('agenda.services.heading'),
        options: services.flatMap((service) => choicesOf(service, locale)),
      },
    ],
  });

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

/** Where the shop enters a booking for somebody at the counter or on the phone. Pure. */
export const staffBookingPage = (listing: MerchantListing, state: StaffBookingState): MerchantPage => ({
  view: 'agendas/staff-booking',
  title: ({ texts }) => texts.line('agenda.new.heading'),
  paths: pathsTo('merchant.newBooking', { listing: listing.id }),
  listing,
  section: 'agenda',
  present: (scope): StaffBookingBody => {
    const { texts, locale } = scope;
    const { services, persons, slots, day, form, timeZone, entry } = state;
    const warning = problemWords(scope, state.limit);
    const gone = goneWords(state, scope);
    const own = pathTo('merchant.newBooking', locale, { listing: listing.id });
    const ask = new FormWriter(staffTimesForm, form, texts, locale);
    const writer = new FormWriter(staffBookingForm, form, texts, locale);
    const [asked, booked] = [ask.summary(), writer.summary()];
    const hidden = ['prestation', 'jour', 'personnes', 'avec'].map((name) =>
      hiddenField(name, form.values[name]?.[0] ?? ''),
    );
    return {
      ...(asked.errors.length > 0 ? asked : booked),
      ...(gone === null ? {} : { problem: gone }),
      ...(warning === null ? {} : { problem: warning }),
      lead: texts.line('agenda.new.lead'),
      ask: {
        action: own,
        fields: [
          serviceField(ask, services, scope),
          ask.field('jour'),
          ask.field('personnes'),
          ...personFields(ask, persons, scope),
          hiddenField('heure', form.values['heure']?.[0] ?? ''),
        ],
      },
      ...(day !== null && slots.length === 0
        ? { none: texts.line('agenda.new.none', { day: dayWords(day, locale) }) }
        : {}),
      ...(day === null || slots.length === 0
        ? {}
        : {
            form: {
              action: own,
              fields: [
                hiddenField(ENTRY, entry),
                ...(warning === null ? [] : [hiddenField(SURE, 'yes')]),
                ...hidden,
                timeField(writer, 'startsAt', slots, { timeZone, day }, scope),
                ...['name', 'guestName', 'phone', 'email', 'note'].map((name) => writer.field(name)),
              ],
              submit: texts.line(`agenda.new.${warning === null ? 'submit' : 'submitAnyway'}`),
            },
          }),
      back: {
        href: pathTo('merchant.agenda', locale, { listing: listing.id }),
        label: texts.line('agenda.toAgenda'),
      },
    };
  },
});
