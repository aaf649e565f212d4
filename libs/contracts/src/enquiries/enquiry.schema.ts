import { z } from 'zod';
import { emailAddress, nameLine, severalLines, singleLine } from '../text.schema';

/** What a citizen writes to the town hall with the portal's contact form. */
export const enquiryInputSchema = z.strictObject({
  /** Made when the form is rendered: the same form sent twice is one enquiry. */
  idempotencyKey: z.uuid(),
  /** 1 to 100 characters. */
  name: nameLine(100),
  email: emailAddress,
  /** 1 to 150 characters. */
  subject: singleLine(150),
  /** 1 to 5,000 characters, several lines. */
  message: severalLines(5_000),
});

export type EnquiryInput = z.output<typeof enquiryInputSchema>;
