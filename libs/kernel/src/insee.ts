/** A commune code of the INSEE geographic code: five characters, `2A`/`2B` for Corsica, `97x`/`98x` overseas. */
export type CommuneCode = string & { readonly __commune: unique symbol };

const COMMUNE = /^(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|9[78])\d{3}$/;

/** Whether the text has the form of an INSEE commune code. Does not say that the commune exists. */
export function isCommuneCode(text: string): text is CommuneCode {
  return COMMUNE.test(text);
}
