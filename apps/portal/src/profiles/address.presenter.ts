import { placeLines, type PlaceRequest } from '@halles/domain/corrections';
import type { FormValues, InputErrors } from '@halles/platform/forms';
import { formatDay } from '@halles/platform/theming';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { type Commune, pinInputs, type PlaceContext, presentPlan } from '../places';
import type { PageScope } from '../rendering/page-scope';
import { typeset } from '../wording/typeset';
import type { AddressBody, PlaceRequestView } from './address.view';
import type { EditorSession } from './editor';
import { fieldWriter } from './editor.presenter';

/** What the page shows beside what surrounds its fields. */
export interface ShownPlace extends Pick<PlaceContext, 'typed' | 'neighbours' | 'pin'> {
  readonly values: FormValues;
  readonly errors: InputErrors;
  readonly communes: readonly Commune[];
  readonly request: PlaceRequest | null;
  /** What was just done with it. */
  readonly word: 'withdrawn' | 'unchanged' | null;
}

/** What the town is asked or has refused, or is asked no more. */
function presentRequest(
  request: PlaceRequest,
  { known, communes, word }: Pick<EditorSession, 'known'> & Pick<ShownPlace, 'communes' | 'word'>,
  scope: PageScope,
): PlaceRequestView {
  const { texts, locale } = scope;
  const { timeZone } = known.place;
  const day = (at: Date): string => formatDay(isoOfDay(wallTime(timeZone, at.getTime()).day), locale);
  const address = placeLines(request.address, communes).map(typeset).join(', ');
  if (request.state === 'refused')
    return {
      text: texts.line('pro.place.refused', { address, day: day(request.decidedAt ?? request.createdAt) }),
      isRefused: true,
      ...(request.reason === null ? {} : { reason: request.reason }),
    };
  if (request.state === 'withdrawn')
    return {
      ...(word === 'withdrawn' ? { done: texts.line('pro.place.withdrawnNow') } : {}),
      text: texts.line('pro.place.withdrawn', {
        address,
        day: day(request.createdAt),
        end: day(request.withdrawnAt ?? request.createdAt),
      }),
      isRefused: false,
    };
  return {
    ...(word === 'unchanged' ? { done: texts.line('pro.place.unchanged') } : {}),
    text: texts.line('pro.place.waits', { address, day: day(request.createdAt) }),
    isRefused: false,
    withdraw: texts.line('pro.place.withdraw'),
  };
}

/** The fields of an address and the plan with its pin. Pure. */
export function presentAddress(
  scope: PageScope,
  editor: Pick<EditorSession, 'known'>,
  shown: ShownPlace,
): Omit<AddressBody, 'heading' | 'action' | 'version' | 'errors' | 'clashes'> {
  const write = fieldWriter(scope, shown.values, shown.errors);
  const { request } = shown;
  const pinError = write.errorOf('pin');
  const { texts } = scope;
  const words = { note: texts.line('pro.place.note'), moved: texts.line('pro.place.moved') };
  const plan = presentPlan(shown, scope, words);
  return {
    ...(request ? { request: presentRequest(request, { ...editor, ...shown }, scope) } : {}),
    fields: [
      write.field('line', { maxlength: 160, autocomplete: 'off' }),
      write.field('complement', { maxlength: 120 }),
      write.field('postalCode', { maxlength: 5, inputmode: 'numeric', isShort: true }),
      write.field('commune', { maxlength: 120 }),
    ],
    hidden: pinInputs(shown, shown.values),
    ...(plan ? { plan } : {}),
    ...(pinError === undefined ? {} : { pinError }),
  };
}
