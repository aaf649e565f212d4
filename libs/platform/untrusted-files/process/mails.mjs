/** Reads what somebody answered by mail: its words, and the headers that say whether somebody wrote it. Nothing else of it is taken out. */
import { readFile } from 'node:fs/promises';
import { simpleParser } from 'mailparser';

/** Headers that tell what a machine wrote, and who wrote the others (RFC 3834, RFC 5322). */
const KEPT = [
  'auto-submitted',
  'precedence',
  'x-autoreply',
  'x-autorespond',
  'x-loop',
  'list-id',
  'content-type',
  'message-id',
];
const LONGEST_HEADER = 500;
const LONGEST_TEXT = 100_000;
const LONGEST_HTML = 1_000_000;

/** A header as it stands in its line, unfolded: what mailparser makes of them is of many kinds. */
const headerOf = ({ line }) =>
  line
    .slice(line.indexOf(':') + 1)
    .replace(/\r?\n[ \t]+/g, ' ')
    .trim()
    .slice(0, LONGEST_HEADER);

/** @returns what it says, each of a length that is known */
export async function readMail({ input }) {
  const mail = await simpleParser(await readFile(input), {
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    maxHtmlLengthToParse: LONGEST_HTML,
  });
  const [from] = [mail.from ?? []].flat().flatMap(({ value }) => value ?? []);
  return {
    from: (from?.address ?? '').slice(0, LONGEST_HEADER),
    text: (mail.text ?? '').slice(0, LONGEST_TEXT),
    attachments: mail.attachments.filter(({ related }) => !related).length,
    headers: Object.fromEntries(
      mail.headerLines
        .filter(({ key }) => KEPT.includes(key))
        .map((header) => [header.key, headerOf(header)]),
    ),
  };
}
