import type { FurtherService } from '@halles/contracts';
import type { BookingRequest } from '../files/booking-file';
import type { AgendaPlace, AgendaService } from '../settings/agenda';
import { chainOf, isWithinDay, mayFollow } from '../settings/service-chain';
import { detailsProblem, isOpenTo, withDuration } from '../settings/service-details';
import type { Booker } from './booker';
import {
  AgendaServiceNotFound,
  BookingChainTooLong,
  BookingDurationGone,
  BookingIncomplete,
} from './booking.errors';
import type { BookingActor } from './booking-state';

/** Whether somebody books at the hours of the shop, whatever it asks of its customers. Pure. */
export const isOfShop = ({
  actor,
  followsRules,
}: {
  readonly actor: BookingActor;
  readonly followsRules?: boolean;
}): boolean => actor !== 'customer' && followsRules !== true;

/**
 * The service in the length that is booked, with those that follow it. Pure.
 * @param offered null: it is not there
 * @throws AgendaServiceNotFound also where one of them is not for who books
 * @throws BookingDurationGone one has no such length any more
 * @throws BookingIncomplete a customer did not send what it asks for
 */
export function askedService(
  place: Pick<AgendaPlace, 'settings'>,
  offered: AgendaService | null,
  following: readonly (AgendaService | null)[],
  { input, by }: { readonly input: BookingRequest; readonly by: Booker },
): AgendaService {
  const service = offeredTo(place, offered, following, { input, by });
  const problem = by.actor === 'customer' ? detailsProblem(service, input) : null;
  if (problem !== null) throw new BookingIncomplete({ problem });
  return service;
}

/** The same for who has not said yet who they are. Pure. @throws as `askedService`, but for BookingIncomplete */
export function offeredTo(
  place: Pick<AgendaPlace, 'settings'>,
  offered: AgendaService | null,
  following: readonly (AgendaService | null)[],
  { input, by }: { readonly input: Pick<BookingRequest, 'duration' | 'further'>; readonly by: Booker },
): AgendaService {
  const { invitation = null } = by;
  const isShop = isOfShop(by);
  const isOpen = isShop ? offered?.isActive : offered && isOpenTo(offered, invitation);
  if (!offered || isOpen !== true) throw new AgendaServiceNotFound({});
  const first = withDuration(offered, input.duration);
  if (!first) throw new BookingDurationGone({});
  return withFurther(first, following, input.further ?? [], { place, isShop });
}

/**
 * A service with those that follow it in the same booking. Pure.
 * @param following as they are offered, in the order of `further`; null: it is not there
 * @throws AgendaServiceNotFound one is gone, not for who books, or does not follow the first
 * @throws BookingDurationGone one has no such length any more
 * @throws BookingChainTooLong together they last longer than a booking may
 */
export function withFurther(
  first: AgendaService,
  following: readonly (AgendaService | null)[],
  further: readonly FurtherService[],
  { place, isShop }: { readonly place: Pick<AgendaPlace, 'settings'>; readonly isShop: boolean },
): AgendaService {
  const chained = further.map(({ duration }, index) => {
    const offered = following[index];
    if (!offered || !mayFollow(first, offered) || !(isShop || isOpenTo(offered, null)))
      throw new AgendaServiceNotFound({});
    const service = withDuration(offered, duration);
    if (!service) throw new BookingDurationGone({});
    return service;
  });
  if (!isWithinDay([first, ...chained])) throw new BookingChainTooLong({});
  return chainOf(first, chained, place.settings.cancellationNotice);
}
