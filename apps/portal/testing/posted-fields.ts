const plain = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Fields of a form of a page, as a browser sends them: those that are hidden and those that are filled in. */
export function fieldsIn(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
  const fields: Record<string, string> = {};
  for (const [, input = ''] of form.split('</form>')[0]?.matchAll(/<input ([^>]*)>/g) ?? []) {
    const name = /name="([^"]+)"/.exec(input)?.[1];
    if (name !== undefined) fields[name] = plain(/value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return fields;
}
