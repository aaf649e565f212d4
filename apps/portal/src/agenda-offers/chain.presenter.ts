import { listingParams, MAX_CHAINED, pathTo } from '@halles/contracts';
import { durationsOf, durationWords, isWithinDay } from '@halles/domain/agendas';
import { priceWords } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';
import { ADDED, FURTHER } from './address-names';
import type { BookingChoice } from './booking-offers.service';
import { furtherText, serviceChoice } from './further-services';
import type { TimesBody } from './offers.view';

type Scope = Pick<PageScope, 'texts' | 'locale'>;

/** What of a service is said where several are booked in a row: "30 min · 28 €". Pure. */
const lengthWords = (duration: number, priceCents: number | null, locale: Scope['locale']): string =>
  [durationWords(duration, locale), ...(priceCents === null ? [] : [priceWords(priceCents, locale)])].join(
    ' · ',
  );

/** The services that may follow, once for each of their lengths that a day has room for. Pure. */
const optionsOf = ({ followers, service: booked }: BookingChoice, { texts, locale }: Scope) => [
  { id: `${ADDED}-0`, name: ADDED, value: '', label: texts.line('bookings.chain.choose'), checked: true },
  ...followers.flatMap(({ name, ...service }, place) =>
    durationsOf(service)
      .filter((one) => isWithinDay([booked, one]))
      .map(({ duration, priceCents }, index) => ({
        ...{ id: `${ADDED}-${String(place)}-${String(index)}`, name: ADDED, checked: false },
        value: serviceChoice(service.id, duration === service.duration ? null : duration),
        label: `${name} · ${lengthWords(duration, priceCents, locale)}`,
      })),
  ),
];

/**
 * The services that are booked in a row, each of which but the first can be left out, and what else may follow. Pure.
 * @param carried what the links of the page carry on
 */
export function chainPart(
  shown: BookingChoice,
  carried: Readonly<Record<string, string>>,
  scope: Scope,
): Pick<TimesBody, 'chain'> {
  const { place, offered, service, further, followers } = shown;
  if (followers.length === 0) return {};
  const { texts, locale } = scope;
  const path = pathTo('booking.times', locale, { ...listingParams(place.listing), service: offered.id });
  const { [FURTHER]: _, ...others } = carried;
  const without = (index: number): string => {
    const left = furtherText(further.filter((_, at) => at !== index));
    return `${path}?${new URLSearchParams({ ...others, ...(left === '' ? {} : { [FURTHER]: left }) }).toString()}`;
  };
  return {
    chain: {
      rows: (service.parts ?? []).map(({ name, duration, priceCents }, index) => ({
        label: name,
        facts: lengthWords(duration, priceCents, locale),
        ...(index === 0
          ? {}
          : {
              remove: {
                href: without(index - 1),
                label: texts.line('bookings.chain.remove'),
                name: texts.line('bookings.chain.removeOne', { service: name }),
              },
            }),
      })),
      ...(further.length >= MAX_CHAINED - 1
        ? {}
        : {
            add: {
              action: path,
              hidden: Object.entries(carried).map(([name, value]) => ({ name, value })),
              fields: [
                {
                  ...{ id: ADDED, label: texts.line('bookings.chain.add'), isSelect: true },
                  options: optionsOf(shown, scope),
                },
              ],
              submit: texts.line('bookings.chain.submit'),
            },
          }),
    },
  };
}
