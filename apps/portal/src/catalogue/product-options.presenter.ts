import {
  type FieldDefinition,
  type FormState,
  type FormSummaryView,
  type FormWriter,
  NUMBER_LENGTH,
} from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import {
  LONGEST_LIST,
  OPTION_FIELDS,
  OPTION_PLACES,
  type OptionField,
  optionField,
  shownPlaces,
} from './product-options.form';
import type { ProductFormView } from './products.view';

const DRAWN: Readonly<Record<OptionField, Pick<FieldDefinition, 'control' | 'maxlength' | 'isShort'>>> = {
  name: { control: 'line', maxlength: 60 },
  least: { control: 'line', maxlength: NUMBER_LENGTH, isShort: true },
  most: { control: 'line', maxlength: NUMBER_LENGTH, isShort: true },
  list: { control: 'text', maxlength: LONGEST_LIST, isShort: true },
};

/** The fields of the options of a product: those of each group, and of one more. Pure. */
export function productOptionsPart(
  writer: FormWriter,
  form: FormState,
  { texts }: Pick<PageScope, 'texts'>,
): ProductFormView['parts'][number] {
  const places = shownPlaces(form.values);
  return {
    label: texts.line('products.parts.options'),
    isOpen: OPTION_PLACES.some((at) =>
      OPTION_FIELDS.some((field) => form.errors[optionField(field, at)] !== undefined),
    ),
    fields: places.flatMap((place) =>
      OPTION_FIELDS.map((field) => ({
        ...writer.draw({
          ...DRAWN[field],
          name: optionField(field, place),
          label: texts.line(`products.choices.${field}`, { place }),
          isRequired: false,
          isUnmarked: true,
          options: [],
          ...(field === 'least' || field === 'most' ? { inputmode: 'numeric' as const } : {}),
        }),
        hint: texts.line(`products.choices.${field}Hint`),
      })),
    ),
  };
}

/** What is wrong with the form of a product, its options included. Pure. */
export function productSummary(writer: FormWriter): FormSummaryView {
  const own = OPTION_PLACES.flatMap((at) =>
    OPTION_FIELDS.flatMap((field) => {
      const message = writer.errorOf(optionField(field, at));
      return message === undefined ? [] : [{ field: optionField(field, at), message }];
    }),
  );
  const { problem, errors } = writer.summary(own.length > 0);
  return { ...(problem === undefined ? {} : { problem }), errors: [...errors, ...own] };
}
