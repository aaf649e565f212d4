/** French numbers: the country code, or that of an overseas territory that numbers are written with after a zero. */
const FRENCH = /^\+(?:33|(?=(?:262|590|594|596)\d{9}$)(?:262|590|594|596))(\d{9})$/;

/** `+33556102030` as people read it: `05 56 10 20 30`; a number of elsewhere as it is. Pure. @param phone E.164 */
export function phoneWords(phone: string): string {
  const national = FRENCH.exec(phone)?.[1];
  if (national === undefined) return phone;
  return `0${national}`.replaceAll(/(\d{2})(?=\d)/g, '$1\u00a0');
}

/** French numbers that no mobile has: mobiles begin with 06 or 07, overseas too; Saint-Pierre-et-Miquelon has ranges of its own. */
const FIXED = /^\+(?:(?:33|262|590|594|596)(?![67])|508(?!55|70))/;

/** Whether a text message may reach a number: no French landline; of numbers of elsewhere nobody knows. Pure. @param phone E.164 */
export const mayBeTexted = (phone: string): boolean => !FIXED.test(phone);
