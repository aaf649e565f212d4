/** Names of fields whose value never reaches a log, at whatever depth they stand. */
const SECRET_FIELD =
  /^(?:authorization|cookie|set-cookie|(?:.*_)?password(?:_hash)?|pass|secret|(?:.*[-_])?token(?:_hash)?|(?:.*[-_])?api[-_]?key|master[-_]?key|body|message[-_]?body|text|html)$/;
const PERSONAL_FIELD =
  /^(?:(?:.*_)?e?mail(?:_address)?|(?:.*_)?phone(?:_number)?|tel|address|recipient|to|from|reply[-_]?to)$/;

// Both begin where a word begins, or for so many characters: from each letter on, a long word would take its length squared.
const EMAIL = /(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+/g;
const FRENCH_PHONE = /(?<![\w.])(?:\+33|0033|0)[ .-]?[1-9](?:[ .-]?\d{2}){4}(?!\w)/g;
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]*:)[^\s@/]+@/gi;
const SECRET_QUERY = /([?&](?:token|key|code|password|secret)=)[^&\s"]+/gi;

const REDACTED = '[redacted]';
const MAX_DEPTH = 6;

const snakeCase = (name: string): string => name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();

/** Whether a field of that name (camelCase, snake_case or a header) is hidden in logs. Pure. */
export function isHiddenField(name: string): boolean {
  const field = snakeCase(name);
  return SECRET_FIELD.test(field) || PERSONAL_FIELD.test(field);
}

/** The text without email addresses, French telephone numbers, passwords in URLs and tokens in queries. Pure. */
export function maskText(text: string): string {
  return text
    .replace(URL_PASSWORD, `$1${REDACTED}@`)
    .replace(SECRET_QUERY, `$1${REDACTED}`)
    .replace(EMAIL, '[email]')
    .replace(FRENCH_PHONE, '[phone]');
}

/**
 * A copy of what is about to be logged, with secrets and personal data hidden at every depth: by the name of the
 * field, and inside texts by their form. Cut below six levels. Pure.
 */
export function maskFields(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Error) return maskError(value, depth);
  if (Buffer.isBuffer(value)) return `[${value.length} bytes]`;
  if (Array.isArray(value)) return value.map((item) => maskFields(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      isHiddenField(name) && field !== null && field !== undefined ? REDACTED : maskFields(field, depth + 1),
    ]),
  );
}

/** What a log keeps of an error: never its own enumerable fields, which carry queries, rows and connection strings. */
function maskError(error: Error, depth: number): Record<string, unknown> {
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: maskText(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: maskText(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: maskFields(error.cause, depth + 1) }),
  };
}

/**
 * A URL as a log may show it: path alone, long opaque segments (tokens, codes) and addresses hidden. Pure.
 * @param url the request target, e.g. `/contact?x=1`
 */
export function maskPath(url: string): string {
  const query = url.indexOf('?');
  const path = query < 0 ? url : url.slice(0, query);
  if (path.length < 24 && !path.includes('@') && !path.includes('%40')) return path;
  return path
    .split('/')
    .map((segment) => (segment.includes('@') || /%40/i.test(segment) ? '[email]' : maskSegment(segment)))
    .join('/')
    .slice(0, 300);
}

/**
 * Tokens are long and mix letters with digits, some with dots between their parts; slugs and hashes of assets stay
 * readable up to 23 characters, and names of files by their ending.
 */
function maskSegment(segment: string): string {
  const isFile = /\.[a-z][a-z0-9]{1,11}$/.test(segment);
  return segment.length >= 24 && /\d/.test(segment) && !isFile ? REDACTED : segment;
}
