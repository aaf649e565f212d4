import { type BookingAddress, bookingAddressSchema, type BookingAnswer } from '@halles/contracts';
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
import { errorsOfFields, questionFields, readAnswers } from './booking-questions.form';
import type { SentFiles } from './sent-files';

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
export type AskingService = Pick<AgendaService, 'venue' | 'postcodes' | 'instructionsBefore' | 'questions'>;

/** What a service asks of its customers besides who they are. */
export interface WrittenDetails {
  readonly address: BookingAddress | null;
  readonly accepts: boolean;
  readonly answers: readonly BookingAnswer[];
  readonly errors: InputErrors;
}

/** What of a form is asked for by its service alone. Pure. */
export function readDetails(posted: PostedForm, service: AskingService, files: SentFiles): WrittenDetails {
  const home = service.venue === 'home' ? homeForm.read(posted) : null;
  const accept = acceptForm.read(posted);
  const accepts = accept.ok && accept.input.accepts;
  const { answers, errors } = readAnswers(posted.values, service.questions, files);
  const address = home?.ok === true ? home.input : null;
  return {
    address,
    accepts,
    answers,
    errors: {
      ...errors,
      ...(home === null || home.ok ? {} : home.errors),
      ...(address !== null && !comesTo(service, address) ? { postcode: { key: 'zone' } } : {}),
      ...(service.instructionsBefore !== null && !accepts ? { accepts: { key: 'accepts' } } : {}),
    },
  };
}

/** What a service asks for besides who comes: fields after them, what is accepted before, and what is wrong. Pure. */
export function detailViews(service: AskingService, state: FormState, { texts, locale }: PageScope) {
  const home = service.venue === 'home' ? new FormWriter(homeForm, state, texts, locale) : null;
  const accept = new FormWriter(acceptForm, state, texts, locale);
  const isAccepted = service.instructionsBefore === null;
  const asked = questionFields(service.questions, state.values, {
    ...{ writer: accept, fileHint: texts.line('bookings.form.fileHint') },
  });
  return {
    fields: [...(home?.fields() ?? []), ...asked],
    accept: isAccepted ? null : { ...accept.field('accepts'), isOptional: false },
    errors: [
      ...(home?.summary().errors ?? []),
      ...(isAccepted ? [] : accept.summary().errors),
      ...errorsOfFields(asked),
    ],
  };
}
