/** Reads the report of a mail server about a mail that it could not deliver (RFC 3462, RFC 3464), and nothing else of it. */
import { readFile } from 'node:fs/promises';
import { Refusal } from './refusal.mjs';

const MOST_LINES = 20_000;
const LONGEST_LINE = 2_000;

/** Headers of a part from a line on, with the line behind them; folded lines are one. */
function headersAt(lines, from) {
  const headers = new Map();
  let at = from;
  let last = null;
  for (; at < lines.length && lines[at] !== ''; at += 1) {
    const line = lines[at].slice(0, LONGEST_LINE);
    if (/^[ \t]/.test(line)) {
      if (last !== null) headers.set(last, `${headers.get(last)} ${line.trim()}`.slice(0, LONGEST_LINE));
      continue;
    }
    const colon = line.indexOf(':');
    last = colon > 0 ? line.slice(0, colon).toLowerCase() : null;
    if (last !== null && !headers.has(last)) headers.set(last, line.slice(colon + 1).trim());
  }
  return { headers, at: at + 1 };
}

const parameter = (value, name) =>
  new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]{1,200})"|([^\\s;"]{1,200}))`, 'i')
    .exec(value)
    ?.slice(1)
    .find(Boolean);

/** The groups of fields of the report: of the mail, and of each recipient. */
function groupsOf(lines, from, end) {
  const groups = [];
  for (let at = from; at < lines.length && lines[at] !== end && lines[at] !== `${end}--`;) {
    const group = headersAt(lines, at);
    if (group.headers.size > 0) groups.push(group.headers);
    at = group.at;
  }
  return groups;
}

/** @returns the action and the status of the one recipient that it is about */
export async function readReport({ input }) {
  const lines = (await readFile(input, 'latin1')).split(/\r?\n/, MOST_LINES);
  const { headers, at } = headersAt(lines, 0);
  const type = headers.get('content-type') ?? '';
  const boundary = parameter(type, 'boundary');
  if (!/^multipart\/report\b/i.test(type) || boundary === undefined) throw new Refusal('unreadable');
  const mark = `--${boundary}`;
  for (let line = at; line < lines.length; line += 1) {
    if (lines[line] !== mark) continue;
    const part = headersAt(lines, line + 1);
    if (!/^message\/(?:global-)?delivery-status\b/i.test(part.headers.get('content-type') ?? '')) continue;
    const about = groupsOf(lines, part.at, mark).find((group) => group.has('action'));
    const status = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/.exec(about?.get('status') ?? '');
    if (about === undefined || status === null) throw new Refusal('unreadable');
    return {
      action: about.get('action').toLowerCase().slice(0, 20),
      status: status.slice(1).map(Number),
    };
  }
  throw new Refusal('unreadable');
}
