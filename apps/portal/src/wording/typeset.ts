/**
 * A name of the registers as it is printed: with the apostrophe of print, « L’Écume de Mer ». For what people read;
 * programs get what is stored. Pure.
 */
export const typeset = (text: string): string =>
  text.includes("'") ? text.replaceAll(/(?<=\p{L})'(?=\p{L})/gu, '’') : text;
