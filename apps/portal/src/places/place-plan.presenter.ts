import { metresBetween } from '@halles/domain/geo';
import { type FormValues, textOf } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import { typeset } from '../wording/typeset';
import { PLAN_SIDE, PLAN_SPANS, PLAN_STEPS, planAround } from './place-plan';
import type { HiddenView, PlacePlanView } from './place-plan.view';
import type { PlaceContext } from './place-contexts';
import { pinValues } from './typed-place';

type PlanContext = Pick<PlaceContext, 'pin' | 'neighbours' | 'typed'>;

/** The two or three businesses that stand next to the pin, in words. */
function besideWords({ neighbours, pin }: PlanContext, { texts }: PageScope): string {
  if (pin === null) return '';
  const near = neighbours
    .map((one) => ({ ...one, metres: Math.round(metresBetween(pin, one)) }))
    .toSorted((one, other) => one.metres - other.metres)
    .slice(0, 3);
  if (near.length === 0) return texts.line('plan.alone');
  return texts.line('plan.beside', {
    names: near
      .map(({ name, metres, number, street }) =>
        texts.line('plan.neighbour', {
          business: typeset(name),
          address: [number, street].filter(Boolean).join(' '),
          metres,
        }),
      )
      .join('\u00a0; '),
  });
}

/** The plan around a pin; null while there is none. Pure. @param words how a pin is placed, and that it was moved */
export function presentPlan(
  context: PlanContext,
  scope: PageScope,
  words: Pick<PlacePlanView, 'note' | 'moved' | 'action'>,
): PlacePlanView | null {
  const { texts } = scope;
  const { pin, neighbours, typed } = context;
  if (pin === null) return null;
  const { side, step } = PLAN_SPANS[typed.span];
  const other = typed.span === 'near' ? 'wide' : 'near';
  return {
    ...planAround(pin, neighbours, typed.span),
    ...words,
    beside: besideWords(context, scope),
    scale: texts.line('plan.metres', { metres: side / 8 }),
    scaleEnd: String(10 + PLAN_SIDE / 8),
    step,
    steps: PLAN_STEPS.map((value) => ({
      value,
      label: texts.line(`plan.steps.${value}`, { distance: texts.line('plan.metres', { metres: step }) }),
    })),
    span: { value: other, label: texts.line(`plan.${other}`) },
  };
}

/** What a form carries along of its pin. Pure. */
export const pinInputs = ({ typed, pin }: PlanContext, values: FormValues): HiddenView[] => [
  ...Object.entries(pinValues(typed.pin ?? pin)).map(([name, value]) => ({ name, value })),
  { name: 'placedFor', value: textOf(values, 'placedFor') },
  { name: 'span', value: typed.span },
];
