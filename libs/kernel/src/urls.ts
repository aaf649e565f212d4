/** The host of an address as people read it, without `www.`; the text itself where it is no address. Pure. */
export const hostOf = (url: string): string =>
  URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : url;
