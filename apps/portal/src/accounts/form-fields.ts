/** Reads one field of a posted body as text; what is missing, repeated or no text is empty. Pure. */
export function textOf(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null) return '';
  const value = (body as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : '';
}

/** Reads boxes of one name: none, one text, or several. Pure. */
export function listOf(body: unknown, name: string): string[] {
  if (typeof body !== 'object' || body === null) return [];
  const value = (body as Readonly<Record<string, unknown>>)[name];
  return [value].flat().filter((entry): entry is string => typeof entry === 'string');
}
