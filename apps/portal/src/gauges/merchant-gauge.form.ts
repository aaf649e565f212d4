import { MAX_PEOPLE_INSIDE, MAX_SURFACE, type PlaceGauge } from '@halles/contracts';
import {
  defineForm,
  type FormValues,
  formValuesOf,
  optionalWholeNumber,
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
