import { boxesOf } from './controls';
import { type FormValues, formValuesOf, someOf, type FieldWriter } from '@halles/platform/forms';
import { type ListingProfile, paymentMeans } from '@halles/contracts';
import type { EditorForm, ReadForm } from './editor-form';

const fill = ({ payment }: ListingProfile): FormValues => formValuesOf({ payment: payment ?? [] });

function read(raw: FormValues): ReadForm {
  const payment = someOf(raw, 'payment', paymentMeans);
  return { changes: { payment: payment.length === 0 ? null : payment }, errors: {} };
}

const parts = (write: FieldWriter) => [
  write.part('payment', [write.field('payment', boxesOf(paymentMeans))]),
];

/** Means of payment. */
export const paymentsForm: EditorForm = {
  page: 'payments',
  section: { icon: 'check', order: 44 },
  fields: ['payment'],
  fill,
  read,
  parts,
};
