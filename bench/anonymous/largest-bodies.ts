import { longestRead } from '@halles/platform/forms';
import { BODY_LIMIT, MAX_TEXT, MAX_VALUES } from '@halles/platform/http';
import type { FormField } from './form-fields';

/** What is posted, and what it is made of. */
export interface LargeBody {
  readonly what: string;
  readonly type: string;
  readonly body: string;
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/**
 * What a long value is made of: whatever expressions, parsers, counters and normal forms may go over again and again. Blanks
 * stand between letters, or they would be cut off before anything looks at them.
 */
const FILLINGS: readonly string[] = [
  ...['x', 'Aa ', ' ', '\n', '\t', '\r\n', '\u00A0', '\u200B', 'a\n\n', ', ', ';'],
  ...['é', 'e\u0301', '\u0301', '\uFDFA', 'ß', 'Ａ', '🍞', '👨‍👩‍👧', 'א', '\u202E', '\u0000'],
  ...['@', 'a@', 'a.', '.', '-', '_', '/', '\\', '=', '%', '+', '+33 ', '0', '9.', '1,', '12:', '06 12 '],
  ...['"', "'", '<', '<a ', '&', '&amp;', '[', '](', '**', '* ', '- a\n', '#', '(', '{', '{{', '`', '|'],
  ...['http://a.', 'www.a/', 'https://', 'mailto:a@', 'Mo-Su 08:00-12:00;', '12h-14h, ', 'rue ', '1 bis '],
];

/** As often as the text fits, between two letters. */
const filled = (text: string, room: number): string =>
  `a${text.repeat(Math.max(1, Math.floor((room - 2) / text.length)))}z`;

const pair = (name: string, value: string): string =>
  `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
const form = (what: string, body: string): LargeBody => ({ what, type: FORM, body });
const written = (fields: readonly FormField[]): string =>
  fields.map(({ name, value }) => pair(name, value)).join('&');

/** Longest text of a field whose page does not say it. */
const LONG = 2_000;

/**
 * The rest of a form, and in it one field that is long: as long as its schema is shown at most, as long as any text may be,
 * and as long as fits, which is refused for it.
 */
function withOne(fields: readonly FormField[], name: string, filling: string): LargeBody[] {
  const { maxlength = 0 } = fields.find((field) => field.name === name) ?? {};
  const rest = written(fields.filter((field) => field.name !== name));
  const room = BODY_LIMIT - rest.length - encodeURIComponent(name).length - 16;
  const fits = Math.max(2, Math.floor((room * filling.length) / encodeURIComponent(filling).length) - 2);
  const lengths = [longestRead(maxlength), MAX_TEXT, fits].map((length) => Math.min(length, fits));
  return [...new Set(lengths)].map((length) => {
    const text = filled(filling, length);
    return form(`${name}: ${text.length} of ${JSON.stringify(filling)}`, `${rest}&${pair(name, text)}`);
  });
}

/** Of all fillings the next few in turn: a form is met by all of them, and none takes an hour. */
const FEW = 4;
const fillingsInTurn = (at: number): string[] =>
  times(FEW, (n) => FILLINGS[(at * FEW + n) % FILLINGS.length] ?? 'x');

/** Names that stand for all of their kind: a shop's page has a field for each choice of each product. */
function namesOf(fields: readonly FormField[]): string[] {
  const kinds = new Map<string, string>();
  for (const { name } of fields) {
    const kind = name.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#').replaceAll(/\d+/g, '#');
    if (!kinds.has(kind)) kinds.set(kind, name);
  }
  return [...kinds.values()];
}

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** As many as a body may hold, and as fit. */
const many = (what: string, start: string, make: (at: number) => string, most = MAX_VALUES): LargeBody => {
  const parts: string[] = [];
  let length = start.length;
  for (let at = 0; at < most; at += 1) {
    const part = make(at);
    length += part.length + 1;
    if (length > BODY_LIMIT) break;
    parts.push(part);
  }
  return form(what, [start, ...parts].filter((part) => part !== '').join('&'));
};

/** Forms with as many values as are taken, and with as many as fit. */
function crowds(fields: readonly FormField[]): LargeBody[] {
  const names = namesOf(fields);
  const room = MAX_VALUES - fields.length;
  const whole = written(fields);
  return [
    ...names.flatMap((name) => {
      const { value = '' } = fields.find((field) => field.name === name) ?? {};
      const rest = fields.filter((field) => field.name !== name);
      return [
        many(`${name} again and again`, written(rest), () => pair(name, value), MAX_VALUES - rest.length),
        many(
          `${name} again and again, each another`,
          written(rest),
          (at) => pair(name, `${value}${at}`),
          room,
        ),
      ];
    }),
    many('as many fields as are taken', whole, (at) => `f${at}=`, room),
    many('as many long fields as are taken', whole, (at) => `f${at}=${'%C3%A9'.repeat(6)}`, room),
    many('as many names with brackets as are taken', whole, (at) => `a[${at}][b][c]=1`, room),
    many('more fields than are taken', '', (at) => `f${at}=`, Number.MAX_SAFE_INTEGER),
    many('more empty names than are taken', '', () => '', Number.MAX_SAFE_INTEGER),
    many('names of prototypes', '', () => '__proto__=1'),
    form(
      'one name in brackets',
      `${whole}&a${'[b]'.repeat(Math.floor((BODY_LIMIT - whole.length - 8) / 3))}=1`,
    ),
    form('separators', '&'.repeat(BODY_LIMIT)),
    form(
      'what cannot be decoded',
      `${whole}&a=${'%E0%A4'.repeat(Math.floor((BODY_LIMIT - whole.length - 8) / 6))}`,
    ),
    form('blanks as plus signs', `${whole}&a=${'+'.repeat(BODY_LIMIT - whole.length - 8)}`),
  ];
}

/** Every field of a form is as long as it may be, of one filling. */
const allFilled = (fields: readonly FormField[]): LargeBody[] =>
  FILLINGS.flatMap((filling) => {
    const body = written(
      fields.map((field) => ({ ...field, value: filled(filling, Math.min(field.maxlength ?? LONG, LONG)) })),
    );
    return body.length > BODY_LIMIT ? [] : [form(`every field: ${JSON.stringify(filling)}`, body)];
  });

const GROUP = 'a'.repeat(40);
const CHOICES = JSON.stringify(times(30, (at) => [GROUP, `${GROUP}${at}`]));
/** Lines of a basket with as many choices as any has: the one value of our forms that holds a list. */
const baskets = (fields: readonly FormField[]): LargeBody[] =>
  ['line', 'lines'].map((name) =>
    many(
      `${name} with choices, again and again`,
      written(fields.filter((field) => field.name !== name)),
      (at) => pair(name, `00000000-0000-4000-8000-${String(at).padStart(12, '0')}:1:420:${CHOICES}`),
      MAX_VALUES - fields.length,
    ),
  );

/** The largest forms that the limits let pass, of each kind that a parser or a check may find dear. */
export function largestForms(fields: readonly FormField[]): LargeBody[] {
  const names = namesOf(fields);
  return [
    ...names.flatMap((name, at) => fillingsInTurn(at).flatMap((filling) => withOne(fields, name, filling))),
    ...(fields.length > 0 ? allFilled(fields) : []),
    ...crowds(fields),
    ...baskets(fields),
    // Last: it uses up what may be done once, as a link.
    form('as it is sent', written(fields)),
  ];
}

const nested = (open: string, close: string, depth: number): string =>
  open.repeat(depth) + close.repeat(depth);

/** What a long text of JSON is made of, each as one character. */
const JSON_FILLINGS: Readonly<Record<string, string>> = {
  'a long text': 'x',
  blanks: ' ',
  escapes: String.raw`\u00e9`,
  'combining letters': String.raw`\u0301`,
  'at signs': '@',
  'half pairs': String.raw`\ud800`,
};

/** The largest values of JSON in so much room: texts as long as any may be, and as long as fits, which are refused for it. */
function largestValues(room: number): Readonly<Record<string, string>> {
  const list = (element: string, most: number): string =>
    `[${times(Math.min(most, Math.floor(room / (element.length + 1)) - 1), () => element).join(',')}]`;
  const texts = Object.entries(JSON_FILLINGS).flatMap(([what, text]): [string, string][] => {
    const fits = Math.floor((room - 4) / text.length);
    const fill = (length: number): string => `"a${text.repeat(Math.min(length, fits))}z"`;
    return [
      [`${what}, as long as is taken`, fill(MAX_TEXT - 2)],
      [`${what}, longer than is taken`, fill(fits)],
    ];
  });
  return {
    ...Object.fromEntries(texts),
    'as long a list as is taken': list('0', MAX_VALUES - 100),
    'a list of texts': list(`"${'x'.repeat(40)}"`, MAX_VALUES - 100),
    'a longer list than is taken': list('0', Number.MAX_SAFE_INTEGER),
    'a list of lists': list('[]', Number.MAX_SAFE_INTEGER),
    'lists in lists, as deep as is taken': nested('[', ']', 60),
    'lists in lists': nested('[', ']', Math.floor(room / 2)),
    'objects in objects': `${nested('{"a":', '}', Math.floor(room / 7)).replace('}', '1}')}`,
    members: `{${times(MAX_VALUES - 100, (at) => `"f${at}":${at}`).join(',')}}`,
    'more members than are taken': `{${times(Math.floor(room / 12), (at) => `"f${at}":0`).join(',')}}`,
    'a long number': '9'.repeat(room),
    'no JSON': `[${'0,'.repeat(Math.floor(room / 2) - 2)}`,
  };
}

/** The largest bodies of JSON: each member at a time holds the largest values, then the whole body is nothing else. */
export function largestJson(body: object): LargeBody[] {
  const json = (what: string, text: string): LargeBody => ({ what, type: JSON_TYPE, body: text });
  const start = JSON.stringify(body).length + 64;
  const values = Object.entries(largestValues(BODY_LIMIT - start));
  const members = Object.keys({ ...body, unknown: '' }).flatMap((name) =>
    values.map(([what, value]) =>
      json(
        `JSON, ${name}: ${what}`,
        JSON.stringify({ ...body, [name]: '\uE000' }).replace('"\uE000"', () => value),
      ),
    ),
  );
  const whole = Object.entries(largestValues(BODY_LIMIT - 64)).map(([what, value]) =>
    json(`JSON: ${what}`, value),
  );
  return [json('JSON as it is sent', JSON.stringify(body)), ...members, ...whole];
}

const BOUNDARY = 'x'.repeat(60);
const part = (name: string, value: string): string =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** Forms with files, and what looks like them: many parts, long ones, an end that does not come, no boundary. */
export function largestMultiparts(): LargeBody[] {
  const type = `multipart/form-data; boundary=${BOUNDARY}`;
  const end = `--${BOUNDARY}--\r\n`;
  const file = (bytes: number): string =>
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="f"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n\u00FF\u00D8\u00FF${'a'.repeat(bytes)}\r\n`;
  return [
    { what: 'files: many parts', type, body: part('f', '').repeat(2_000) + end },
    { what: 'files: a large one', type, body: file(BODY_LIMIT - 1_000) + end },
    { what: 'files: no end', type, body: part('f', 'x') + file(BODY_LIMIT - 1_000) },
    {
      what: 'files: what looks like a boundary',
      type,
      body: part('f', `\r\n--${BOUNDARY.slice(1)}`.repeat(3_000)),
    },
    { what: 'files: no boundary', type: 'multipart/form-data', body: 'x'.repeat(BODY_LIMIT) },
  ];
}

/** What no parser of ours takes. */
export const otherBodies = (): LargeBody[] =>
  ['text/plain', 'application/xml', 'application/csp-report', 'x/y', ''].map((type) => ({
    what: `content of type “${type}”`,
    type,
    body: 'x'.repeat(BODY_LIMIT),
  }));
