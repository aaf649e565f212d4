import { type BookingAddress, bookingAddressSchema } from '@halles/contracts';
import { type AgendaService, comesTo } from '@halles/domain/agendas';
import {
  defineForm,
  type FormState,
  FormWriter,
  type InputErrors,
  type PostedForm,
} from '@halles/platform/forms';
import { z } from 'zod';
import type { PageScope } from '../rendering/page-scope';

const { street, postcode, town } = bookingAddressSchema.shape;

/** Where the shop is to come. */
const homeForm = defineForm({
  texts: 'bookings.form',
  schema: z.object({ street, postcode, town }),
  fields: {
    street: { autocomplete: 'street-address', maxlength: 150 },
    postcode: { autocomplete: 'postal-code', inputmode: 'numeric', isShort: true, maxlength: 5 },
    town: { autocomplete: 'address-level2', maxlength: 80 },
  },
});

/** That what is to be known before was read. */
const acceptForm = defineForm({
  texts: 'bookings.form',
  schema: z.object({ accepts: z.boolean() }),
  fields: { accepts: { control: 'box', isUnmarked: true } },
});

/** What of a service says which details are asked for. */
export type AskingService = Pick<AgendaService, 'venue' | 'postcodes' | 'instructionsBefore'>;

/** What a service asks of its customers besides who they are. */
export interface WrittenDetails {
  readonly address: BookingAddress | null;
  readonly accepts: boolean;
  readonly errors: InputErrors;
}

/** What of a form is asked for by its service alone. Pure. */
export function readDetails(posted: PostedForm, service: AskingService): WrittenDetails {
  const home = service.venue === 'home' ? homeForm.read(posted) : null;
  const accept = acceptForm.read(posted);
  const accepts = accept.ok && accept.input.accepts;
  const address = home?.ok === true ? home.input : null;
  return {
    address,
    accepts,
    errors: {
      ...(home === null || home.ok ? {} : home.errors),
      ...(address !== null && !comesTo(service, address) ? { postcode: { key: 'zone' } } : {}),
      ...(service.instructionsBefore !== null && !accepts ? { accepts: { key: 'accepts' } } : {}),
    },
  };
}

/** The forms that a service asks for, before and after who comes. Pure. */
export const detailForms = (service: AskingService, state: FormState, { texts, locale }: PageScope) => ({
  home: service.venue === 'home' ? new FormWriter(homeForm, state, texts, locale) : null,
  accept: service.instructionsBefore === null ? null : new FormWriter(acceptForm, state, texts, locale),
});
