import { isDeepStrictEqual } from 'node:util';
import { boxesOf } from './controls';
import { type FormValues, formValuesOf, someOf, type FieldWriter } from '@halles/platform/forms';
import { type ListingProfile, paymentMeans } from '@halles/contracts';
import { fieldWords } from '@halles/domain/profiles';
import type { PageScope } from '../../rendering/page-scope';
import type { EditorForm, Known, ReadForm } from './editor-form';

type Means = NonNullable<ListingProfile['payment']>;

const isOffered = (means: string): means is Means[number] =>
  (paymentMeans as readonly string[]).includes(means);

/** The means that other sources tell and the form offers, as long as the page's owner says none: they are ticked. */
const ticked = ({ elsewhere }: Known): Means =>
  paymentMeans.filter((one) => elsewhere.payment?.includes(one));

const fill = ({ payment }: ListingProfile, known: Known): FormValues =>
  formValuesOf({ payment: payment ?? ticked(known) });

/** Means that nobody changed stay the other sources' word; none of any says that none is to be shown. */
function paymentOf(payment: Means, known: Known): ListingProfile['payment'] {
  const isReported = known.elsewhere.payment !== undefined;
  if (isReported && isDeepStrictEqual(payment, ticked(known))) return null;
  const saysNone = isReported || known.content.payment !== null;
  return payment.length > 0 || saysNone ? payment : null;
}

const read = (raw: FormValues, known: Known): ReadForm => ({
  changes: { payment: paymentOf(someOf(raw, 'payment', paymentMeans), known) },
  errors: {},
});

function parts(write: FieldWriter, known: Known, scope: PageScope) {
  const { payment } = known.elsewhere;
  // What the form has no box for is said, since it goes once another box is ticked.
  const isWhole = payment == null || payment.every(isOffered);
  const shown = isWhole ? null : fieldWords('payment', payment, scope, known);
  return [write.part('payment', [write.field('payment', { ...boxesOf(paymentMeans), shown })])];
}

/** Means of payment. */
export const paymentsForm: EditorForm = {
  page: 'payments',
  section: { icon: 'check', order: 44 },
  fields: ['payment'],
  fill,
  read,
  parts,
};
