import { type ListingProfile, paymentMeans } from '@halles/contracts';
import type { FormBuilder } from '../form-builder';
import { type RawForm, rawOf, someOf } from '../form-reader';
import type { EditorForm, ReadForm } from './editor-form';

const fill = ({ payment }: ListingProfile): RawForm => rawOf({ payment: payment ?? [] });

function read(raw: RawForm): ReadForm {
  const payment = someOf(raw, 'payment', paymentMeans);
  return { changes: { payment: payment.length === 0 ? null : payment }, errors: {} };
}

const parts = (build: FormBuilder) => [build.part('payment', [build.boxes('payment', paymentMeans)])];

/** Means of payment. */
export const paymentsForm: EditorForm = { page: 'payments', fields: ['payment'], fill, read, parts };
