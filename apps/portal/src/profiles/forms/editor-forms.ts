import { accessForm } from './access.form';
import type { EditorForm } from './editor-form';
import { holidaysForm } from './holidays.form';
import { informationForm } from './information.form';
import { legalForm } from './legal.form';
import { paymentsForm } from './payments.form';
import { servicesForm } from './services.form';
import { timeOffForm } from './time-off.form';

/** Every page of fields. */
export const editorForms: readonly EditorForm[] = [
  holidaysForm,
  timeOffForm,
  informationForm,
  accessForm,
  paymentsForm,
  servicesForm,
  legalForm,
];
