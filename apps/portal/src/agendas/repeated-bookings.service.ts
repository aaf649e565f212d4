import type { Locale } from '@halles/kernel';
import {
  type AgendaPlace,
  type AgendaService,
  type Booker,
  BookingNotRepeated,
  BookingPlacing,
  BookingRefused,
  type BookingRequest,
  BookingSeries,
  type SeriesDate,
  seriesDates,
} from '@halles/domain/agendas';
import { type FormValues, textOf } from '@halles/platform/forms';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { DURATION, HOLD, NEED, needIn, PARTY, PERSON, STARTS } from '../agenda-offers';
import { durationIn, instantIn, partyIn, uuidIn } from './booking.form';
import { readSeries, type Repeat, REPEAT, repeatIn, SERIES, seriesKey } from './series.form';

/** What somebody repeats, and with which words of the form. */
interface RepeatQuestion {
  readonly listingId: number;
  readonly place: AgendaPlace;
  readonly service: AgendaService;
  readonly values: FormValues;
  readonly by: Booker;
}

/** How a customer may repeat a booking, and what they asked for. */
export interface RepeatState {
  /** So many bookings at once, at most. */
  readonly most: number;
  /** Whether they asked for what may not be. */
  readonly isWrong: boolean;
  /** What the dates were asked for by, and which of them can be had; null: it is one alone. */
  readonly shown: { readonly asked: string; readonly dates: readonly SeriesDate[] } | null;
}

/** Bookings that customers repeat: every so many weeks, where their service lets them. Dates are read before they are booked. */
@Injectable()
export class RepeatedBookings {
  constructor(
    private readonly series: BookingSeries,
    private readonly placing: BookingPlacing,
  ) {}

  /** What the form shows of it; null where the service is booked one at a time. @throws what `BookingSeries.preview` refuses */
  async read(ctx: TenantContext, question: RepeatQuestion): Promise<RepeatState | null> {
    const { service, values, listingId, by } = question;
    const most = service.seriesMost;
    const asked = askedIn(question);
    if (most === null || asked === null) return null;
    const repeat = repeatIn(values, most);
    if (repeat === undefined) return { most, isWrong: true, shown: null };
    if (repeat === null) return { most, isWrong: false, shown: null };
    const dates = await this.series.preview(ctx, listingId, asked, datesOf(question, asked, repeat), by);
    return { most, isWrong: false, shown: { asked: seriesKey(asked, repeat), dates } };
  }

  /**
   * Books once, or the dates that were shown as free: what somebody took meanwhile is left out.
   * @returns which page tells of it; `unread`: no date was shown
   * @throws as `BookingPlacing.place`
   * @throws BookingNotRepeated the service is repeated no more
   */
  async book(
    ctx: TenantContext,
    { input, ...question }: RepeatQuestion & { readonly input: BookingRequest; readonly locale: Locale },
  ): Promise<{ readonly id: string; readonly done: string | null } | 'unread'> {
    const { service, values, listingId, locale, by } = question;
    // What is not repeated any more is not booked once in silence.
    if (service.seriesMost === null && textOf(values, REPEAT) !== '')
      throw new BookingNotRepeated({ most: null });
    const repeat = service.seriesMost === null ? null : repeatIn(values, service.seriesMost);
    if (repeat === null)
      return { ...(await this.placing.place(ctx, listingId, input, locale, by)), done: null };
    if (repeat === undefined) return 'unread';
    const dates = datesOf(question, input, repeat);
    const asked = seriesKey(input, repeat);
    const shown = readSeries(textOf(values, SERIES), asked).filter((at) => dates.includes(at));
    if (shown.length === 0) return 'unread';
    const { ids, refused } = await this.series.book(ctx, listingId, input, shown, { locale, by });
    const [id] = ids;
    if (id === undefined) throw new BookingRefused({ problem: refused[0]?.problem ?? 'full' });
    return { id, done: refused.length === 0 ? 'series' : 'seriesPartly' };
  }
}

/** What is asked for at each date; null where no time is. Pure. */
function askedIn({ service, values }: RepeatQuestion) {
  const startsAt = instantIn(textOf(values, STARTS));
  if (startsAt === null || service.parts !== undefined) return null;
  return {
    startsAt,
    serviceId: service.id,
    duration: durationIn(textOf(values, DURATION)),
    party: partyIn(textOf(values, PARTY)) ?? 1,
    personId: uuidIn(textOf(values, PERSON)),
    holdId: uuidIn(textOf(values, HOLD)),
    need: needIn(textOf(values, NEED)),
  };
}

/** The dates that are asked for. Pure. */
const datesOf = (
  { place }: RepeatQuestion,
  { startsAt }: { readonly startsAt: number },
  repeat: Repeat,
): number[] => seriesDates(place.schedule.place.timeZone, startsAt, repeat);
