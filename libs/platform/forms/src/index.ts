export {
  type Control,
  defineForm,
  errorsOf,
  type FieldDefinition,
  type FieldOptions,
  type FormDefinition,
  type FormReading,
} from './define-form';
export { FieldWriter, type FormPartView } from './field-writer';
export {
  type FormProblem,
  type FormState,
  type InputError,
  type InputErrors,
  type KeyedError,
  newForm,
} from './form-state';
export {
  allOf,
  type FormValues,
  formValuesOf,
  oneOf,
  rawTextOf,
  readFormValues,
  someOf,
  textOf,
  textOrNull,
  wordsOf,
  yesNoOf,
  yesNoWord,
} from './form-values';
export {
  type FieldView,
  type FormSummaryView,
  type FormTexts,
  type FormView,
  FormWriter,
  type OptionGroupView,
  type OptionView,
  type SelectOptions,
} from './form-writer';
export { HONEYPOT, IDEMPOTENCY_KEY, PublicForms, type PublicSubmission } from './public-forms';
export { FormsModule } from './forms.module';
export { atField, type FormRefusal, refusalOf, submitForm } from './submit-form';
