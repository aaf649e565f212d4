import { randomUUID } from 'node:crypto';
import { type FormValues, textOf } from '@halles/platform/forms';
import { z } from 'zod';

/** Whether a text of an address or of a form is a UUID. Pure. */
export const isUuid = (text: string): boolean => z.uuid().safeParse(text).success;

/**
 * The id that a form made for what it adds, so that a form sent twice adds one; another where it brings none. A form that
 * is shown again after a refusal keeps its id.
 * @param field the hidden field that has it
 */
export function newIdIn(values: FormValues, field: string): string {
  const typed = textOf(values, field);
  return isUuid(typed) ? typed : randomUUID();
}
