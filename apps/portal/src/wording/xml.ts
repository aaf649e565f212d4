const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text as it stands in XML, between tags or in an attribute; without U+FFFE and U+FFFF, which XML 1.0 has not. Pure. */
export const xml = (text: string): string =>
  text.replaceAll(/[&<>"'\uFFFE\uFFFF]/g, (character) => ESCAPES[character] ?? '');

/** What a document in XML begins with. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
