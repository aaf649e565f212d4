import { listingReportFormSchema, REPORT_MESSAGE_LENGTH } from '@halles/contracts';
import { defineForm } from '@halles/platform/forms';

/** A reader says what is wrong about a listing. */
export const reportForm = defineForm({
  texts: 'report',
  schema: listingReportFormSchema,
  fields: {
    kind: { control: 'choice' },
    message: { control: 'text', maxlength: REPORT_MESSAGE_LENGTH },
    email: { type: 'email', autocomplete: 'email', inputmode: 'email', maxlength: 254 },
  },
});
