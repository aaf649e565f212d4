import { type AgendaService, withDuration } from '@halles/domain/agendas';
import { type FormValues, textOf } from '@halles/platform/forms';
import { PageNotFound } from '@halles/platform/http';
import { z } from 'zod';
import {
  DURATION,
  FURTHER,
  furtherIn,
  HOLD,
  INVITATION,
  NEED,
  needIn,
  PARTY,
  PERSON,
} from '../agenda-offers';
import { isUuid } from '../params';
import { durationIn, partyIn } from './booking.form';

/** What addresses of a booking that is being made say of it; anything else counts as nothing. */
export const chosenQuery = {
  [PARTY]: z.string().transform(partyIn).catch(null),
  [HOLD]: z.uuid().nullable().catch(null),
  [DURATION]: z.string().transform(durationIn).catch(null),
  [FURTHER]: z.string().max(200).transform(furtherIn).catch([]),
  [INVITATION]: z.string().max(200).nullable().catch(null),
  [PERSON]: z.uuid().nullable().catch(null),
  [NEED]: z.string().transform(needIn).catch(null),
};

/** In which length a service is booked, and what follows it. Pure. */
export const chosenIn = (values: FormValues) => ({
  duration: durationIn(textOf(values, DURATION)),
  further: furtherIn(textOf(values, FURTHER)),
});

/** Without a length that the service does not have any more: what is sent then is what the page sums up. Pure. */
export const knownLength = (values: FormValues, service: AgendaService): FormValues =>
  withDuration(service, durationIn(textOf(values, DURATION))) ? values : { ...values, [DURATION]: [] };

/** The id of a service in an address. @throws PageNotFound it is none */
export function idOf(segment: string): string {
  if (!isUuid(segment)) throw new PageNotFound({});
  return segment;
}
