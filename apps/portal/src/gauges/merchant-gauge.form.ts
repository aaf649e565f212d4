import { MAX_PEOPLE_INSIDE, MAX_SURFACE, type PlaceGauge } from '@halles/contracts';
import {
  decidedOver,
  defineActions,
  defineForm,
  type FormReader,
  formReader,
  type FormValues,
  formValuesOf,
  optionalWholeNumber,
  type PostedForm,
  textOf,
  wholeNumber,
} from '@halles/platform/forms';
import { z } from 'zod';

const number = { inputmode: 'numeric', isShort: true, maxlength: 6 } as const;

/** What a place says of how many people may be inside. */
export const merchantGaugeForm = defineForm({
  texts: 'gauge.form',
  schema: z.object({
    surface: optionalWholeNumber(1, MAX_SURFACE),
    people: optionalWholeNumber(1, MAX_PEOPLE_INSIDE),
    staff: wholeNumber(0, 1_000),
    isHouseholdOne: z.boolean(),
  }),
  fields: { surface: number, people: number, staff: number, isHouseholdOne: { control: 'box' } },
});

const textOfNumber = (value: number | null): string => (value === null ? '' : String(value));

/** The form as the place's own word fills it in. Pure. */
export const merchantGaugeValues = ({ surface, people, staff, isHouseholdOne }: PlaceGauge): FormValues =>
  formValuesOf({
    surface: textOfNumber(surface),
    people: textOfNumber(people),
    staff: String(staff),
    isHouseholdOne: isHouseholdOne ? 'yes' : '',
  });

/** What the form says of what the place says by now (`decidedOver`). Pure. */
export const gaugeOver = (posted: PostedForm) =>
  decidedOver({ reader: merchantGaugeForm, posted }, merchantGaugeValues, (gauge) => gauge);

/** One that comes above the gauge, of which something is decided; null for what names none. */
export type DecidedVisit = { readonly kind: 'booking' | 'order'; readonly id: string } | null;

const decisionReader: FormReader<DecidedVisit> = formReader((values) => {
  const id = z.uuid().safeParse(textOf(values, 'id'));
  const kind = z.enum(['booking', 'order']).safeParse(textOf(values, 'kind'));
  return { input: id.success && kind.success ? { id: id.data, kind: kind.data } : null };
});

/** The buttons of the page. */
export const merchantGaugeActions = defineActions({
  button: 'do',
  actions: { gauge: merchantGaugeForm, propose: decisionReader, split: decisionReader, keep: decisionReader },
  otherwise: 'gauge',
});

/** What was just done, for the page to say. */
export const merchantGaugeChanges = ['saved', 'propose', 'split', 'keep'] as const;
export type MerchantGaugeChange = (typeof merchantGaugeChanges)[number];
