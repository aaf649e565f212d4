export {
  type Control,
  defineForm,
  errorsOf,
  type FieldDefinition,
  type FieldOptions,
  type FormDefinition,
  type FormReading,
} from './define-form';
export { type FormProblem, type FormState, type InputError, type InputErrors, newForm } from './form-state';
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
  type OptionView,
} from './form-writer';
export { HONEYPOT, IDEMPOTENCY_KEY, PublicForms, type PublicSubmission } from './public-forms';
export { FormsModule } from './forms.module';
export { type FormRefusal, refusalOf, submitForm } from './submit-form';
