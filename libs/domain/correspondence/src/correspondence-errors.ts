import { findLetterErrors } from '@halles/platform/letters';
import { findMailErrors } from '@halles/platform/mail';
import { everyLetter } from './every-letter';
import { everyMail } from './every-mail';

/**
 * Why the mails and letters of the product cannot be made with what a territory's folder brings of its own; empty where it
 * brings nothing, or all is well.
 * @param root the application's folder
 */
export async function findCorrespondenceErrors(root: string, slug: string) {
  return [...(await findMailErrors(root, slug, everyMail)), ...findLetterErrors(root, slug, everyLetter)];
}
