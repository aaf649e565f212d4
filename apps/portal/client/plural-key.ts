/** The name of the text for a count: `leftOne` where the language has the singular for it (French for 0 and 1), else `left`. Pure. */
export const pluralKey = (name: string, count: number, lang: string): string =>
  new Intl.PluralRules(lang).select(count) === 'one' ? `${name}One` : name;
