export {
  type Control,
  defineForm,
  errorsOf,
  type FieldDefinition,
  type FieldOptions,
  type FormDefinition,
  longestRead,
} from './define-form';
export {
  buttonForm,
  defineActions,
  type FormAction,
  type FormReader,
  formReader,
  type FormReading,
  inputOf,
  type ReadInput,
} from './form-reader';
export { type DateField, postedDates, withDates } from './date-fields';
export { Posted, PostedForm, postedFormOf } from './posted-form';
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
  isRepeated,
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
  type FormGuardsView,
  type FormSummaryView,
  type FormTexts,
  type FormView,
  FormWriter,
  guardsOf,
  NUMBER_LENGTH,
  problemWords,
  type OptionGroupView,
  type OptionView,
  type SelectOptions,
} from './form-writer';
export { ProofMissing } from './forms.errors';
export { ProofOfWork } from './proof-of-work';
export { HONEYPOT, IDEMPOTENCY_KEY, PROOF, PublicForms, type PublicSubmission } from './public-forms';
export { FormsModule } from './forms.module';
export {
  decidedOver,
  overSeen,
  readOver,
  SEEN,
  seenField,
  type Together,
  withSeen,
  withSeenField,
} from './seen-form';
export { atField, type FormRefusal, refusalOf, submitAction, submitForm } from './submit-form';
export { optionalWholeNumber, wholeNumber } from './number-fields';
