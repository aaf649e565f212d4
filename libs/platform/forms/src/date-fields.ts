import { type DateRange, type MonthEdge, readWrittenDate } from '@halles/kernel';
import { type FormValues, formValuesOf, textOf } from './form-values';
import { PostedForm } from './posted-form';

/** How a date that was written without its year, or as a month alone, is understood. */
export interface DateField {
  readonly range: DateRange;
  readonly edge?: MonthEdge;
}

/**
 * The values of a form in which dates are written as `<input type="date">` sends them, however people typed them. What is no
 * date stays as it was typed, for the form to refuse and to show. Pure.
 */
export const withDates = (values: FormValues, fields: Readonly<Record<string, DateField>>): FormValues => ({
  ...values,
  ...formValuesOf(
    Object.fromEntries(
      Object.entries(fields).flatMap(([name, { range, edge }]) => {
        const date = readWrittenDate(textOf(values, name), range, edge);
        return date === null ? [] : [[name, date]];
      }),
    ),
  ),
});

/** The same of a form as it was sent. Pure. */
export const postedDates = (
  { values, limitReached }: PostedForm,
  fields: Readonly<Record<string, DateField>>,
): PostedForm => new PostedForm(withDates(values, fields), limitReached);
