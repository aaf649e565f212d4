import { placeLines, type PlaceRequest, type PlaceSurroundings } from '@halles/domain/corrections';
import { type Degrees, metresBetween } from '@halles/domain/geo';
import type { FormValues, InputErrors } from '@halles/platform/forms';
import { formatDay } from '@halles/platform/theming';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import type { PageScope } from '../rendering/page-scope';
import { typeset } from '../wording/typeset';
import type { AddressBody, PlaceRequestView } from './address.view';
import type { EditorSession } from './editor';
import { fieldWriter } from './editor.presenter';
import { type Commune, pinValues, type TypedPlace } from './forms/address.form';
import { PLAN_SIDE, PLAN_SPANS, PLAN_STEPS, planAround } from './place-plan';

/** What the page shows beside what surrounds its fields. */
export interface ShownPlace extends PlaceSurroundings {
  readonly values: FormValues;
  readonly errors: InputErrors;
  readonly typed: TypedPlace;
  readonly communes: readonly Commune[];
  readonly pin: Degrees | null;
  readonly request: PlaceRequest | null;
}

/** What the town is asked or has refused. */
function presentRequest(
  request: PlaceRequest,
  { known, communes }: Pick<EditorSession, 'known'> & Pick<ShownPlace, 'communes'>,
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
  return {
    text: texts.line('pro.place.waits', { address, day: day(request.createdAt) }),
    isRefused: false,
    withdraw: texts.line('pro.place.withdraw'),
  };
}

/** The two or three businesses that stand next to the pin, in words. */
function besideWords({ neighbours, pin }: ShownPlace, { texts }: PageScope): string {
  if (pin === null) return '';
  const near = neighbours
    .map((one) => ({ ...one, metres: Math.round(metresBetween(pin, one)) }))
    .toSorted((one, other) => one.metres - other.metres)
    .slice(0, 3);
  if (near.length === 0) return texts.line('pro.place.alone');
  return texts.line('pro.place.beside', {
    names: near
      .map(({ name, metres, number, street }) =>
        texts.line('pro.place.neighbour', {
          business: typeset(name),
          address: [number, street].filter(Boolean).join(' '),
          metres,
        }),
      )
      .join('\u00a0; '),
  });
}

function presentPlan(shown: ShownPlace, scope: PageScope): Pick<AddressBody, 'plan'> {
  const { texts } = scope;
  const { pin, neighbours, typed } = shown;
  if (pin === null) return {};
  const { side, step } = PLAN_SPANS[typed.span];
  const bar = side / 8;
  const other = typed.span === 'near' ? 'wide' : 'near';
  return {
    plan: {
      ...planAround(pin, neighbours, typed.span),
      beside: besideWords(shown, scope),
      scale: texts.line('pro.place.metres', { metres: bar }),
      scaleEnd: String(10 + PLAN_SIDE / 8),
      step,
      steps: PLAN_STEPS.map((value) => ({
        value,
        label: texts.line(`pro.place.steps.${value}`, {
          distance: texts.line('pro.place.metres', { metres: step }),
        }),
      })),
      span: { value: other, label: texts.line(`pro.place.${other}`) },
    },
  };
}

/** The fields of an address and the plan with its pin. Pure. */
export function presentAddress(
  scope: PageScope,
  editor: Pick<EditorSession, 'known'>,
  shown: ShownPlace,
): Omit<AddressBody, 'heading' | 'action' | 'version' | 'errors' | 'clashes'> {
  const write = fieldWriter(scope, shown.values, shown.errors);
  const { pin, typed, request } = shown;
  const pinError = write.errorOf('pin');
  const value = (name: string): string => shown.values[name]?.[0] ?? '';
  return {
    ...(request ? { request: presentRequest(request, { ...editor, communes: shown.communes }, scope) } : {}),
    fields: [
      write.field('line', { maxlength: 160, autocomplete: 'off' }),
      write.field('complement', { maxlength: 120 }),
      write.field('postalCode', { maxlength: 5, inputmode: 'numeric', isShort: true }),
      write.field('commune', { maxlength: 120 }),
    ],
    hidden: [
      ...Object.entries(pinValues(typed.pin ?? pin)).map(([name, at]) => ({ name, value: at })),
      { name: 'placedFor', value: value('placedFor') },
      { name: 'span', value: typed.span },
    ],
    ...presentPlan(shown, scope),
    ...(pinError === undefined ? {} : { pinError }),
  };
}
