import { type RichBlock, type RichInline, type RichText, richTextSchema } from '@halles/contracts';
import { parseDocument } from 'htmlparser2';
import sanitizeHtml from 'sanitize-html';

/** The few tags that a description may have. What others enclose is kept as words; scripts and styles go whole. */
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'div', 'br', 'ul', 'ol', 'li', 'strong', 'b', 'em', 'i', 'a'],
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  nestingLimit: 12,
};

/** Longest text that is read, characters with its marks: beyond it nobody wrote by hand. */
const LONGEST_INPUT = 20_000;

type ChildNode = ReturnType<typeof parseDocument>['children'][number];
type Element = Extract<ChildNode, { attribs: unknown }>;
type Marks = Omit<RichInline, 'text'>;

/** Nothing that a page or a screen reader could trip over. */
const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[ \t\n]+/g, ' ');

/** Joins neighbours with the same marks, and takes the blanks off both ends. Null for a line without words. */
function lineOf(inlines: readonly RichInline[]): RichInline[] | null {
  const line: RichInline[] = [];
  for (const inline of inlines) {
    const last = line.at(-1);
    const isSame =
      last !== undefined &&
      last.strong === inline.strong &&
      last.emphasis === inline.emphasis &&
      last.href === inline.href;
    if (isSame) line[line.length - 1] = { ...last, text: last.text + inline.text };
    else line.push(inline);
  }
  const words = line.map((inline) => ({ ...inline, text: inline.text.replace(/ {2,}/g, ' ') }));
  const trimmed = words
    .map((inline, at) => ({
      ...inline,
      text: at === 0 ? inline.text.trimStart() : inline.text,
    }))
    .map((inline, at) => ({ ...inline, text: at === words.length - 1 ? inline.text.trimEnd() : inline.text }))
    .filter(({ text }) => text !== '');
  return trimmed.some(({ text }) => text.trim() !== '') ? trimmed : null;
}

/** Reads the elements of a document into blocks. */
class BlockReader {
  readonly blocks: RichBlock[] = [];
  private line: RichInline[] = [];

  /** Ends the paragraph at hand. */
  flush(): void {
    const line = lineOf(this.line);
    if (line) this.blocks.push({ kind: 'paragraph', line });
    this.line = [];
  }

  read(nodes: readonly ChildNode[], marks: Marks = {}): void {
    for (const node of nodes) {
      if (node.type === 'text') this.write(node.data, marks);
      else if ('attribs' in node) this.readElement(node, marks);
    }
  }

  private write(text: string, marks: Marks): void {
    const words = tidy(text);
    if (words !== '') this.line.push({ text: words, ...marks });
  }

  private readElement(element: Element, marks: Marks): void {
    const { name, children, attribs } = element;
    if (name === 'ul' || name === 'ol') return this.readList(children);
    if (name === 'br' || name === 'p' || name === 'div' || name === 'li') {
      this.flush();
      this.read(children, marks);
      this.flush();
      return;
    }
    const own: Marks = {
      ...(name === 'strong' || name === 'b' ? { strong: true as const } : {}),
      ...(name === 'em' || name === 'i' ? { emphasis: true as const } : {}),
      ...(name === 'a' && attribs['href'] !== undefined ? { href: attribs['href'] } : {}),
    };
    this.read(children, { ...marks, ...own });
  }

  private readList(children: readonly ChildNode[]): void {
    this.flush();
    const items = children.flatMap((child) => {
      const reader = new BlockReader();
      reader.read([child]);
      reader.flush();
      return reader.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.line] : block.items));
    });
    if (items.length > 0) this.blocks.push({ kind: 'list', items });
  }
}

/** The text, or null for one that says nothing; too long where it is beyond what is kept. */
function checked(blocks: readonly RichBlock[]): RichText | 'too-long' | null {
  if (blocks.length === 0) return null;
  const whole = richTextSchema.safeParse(blocks);
  if (whole.success) return whole.data;
  // A link that leads nowhere is kept as words.
  const unlinked = blocks.map((block): RichBlock =>
    block.kind === 'paragraph'
      ? { ...block, line: block.line.map(plain) }
      : { ...block, items: block.items.map((line) => line.map(plain)) },
  );
  const without = richTextSchema.safeParse(unlinked);
  return without.success ? without.data : 'too-long';
}

const plain = ({ href: _, ...inline }: RichInline): RichInline => inline;

/**
 * Reads a text that an editor wrote as HTML: a closed list of tags, then a tree, so that nothing of the HTML itself is
 * kept. Pure.
 */
export function richTextOfHtml(html: string): RichText | 'too-long' | null {
  if (html.length > LONGEST_INPUT) return 'too-long';
  const reader = new BlockReader();
  reader.read(parseDocument(sanitizeHtml(html, ALLOWED)).children);
  reader.flush();
  return checked(reader.blocks);
}

/**
 * A label holds no bracket and an address is at most as long as one that is kept, so that what begins like a link and is
 * none is left after a bounded look: a text of nothing but brackets is read in a time that grows with its length.
 */
const MARK =
  /\*\*(?<strong>[^*]+)\*\*|\*(?<emphasis>[^*]+)\*|\[(?<label>[^[\]]+)\]\((?<href>[^)\s]{1,500})\)/gu;

function inlinesOf(text: string): RichInline[] {
  const inlines: RichInline[] = [];
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > at) inlines.push({ text: text.slice(at, match.index) });
    const { strong, emphasis, label, href } = match.groups ?? {};
    if (strong !== undefined) inlines.push({ text: strong, strong: true });
    else if (emphasis !== undefined) inlines.push({ text: emphasis, emphasis: true });
    else if (label !== undefined && href !== undefined) inlines.push({ text: label, ...hrefOf(href) });
    at = match.index + match[0].length;
  }
  if (at < text.length) inlines.push({ text: text.slice(at) });
  return inlines.map((inline) => ({ ...inline, text: tidy(inline.text) })).filter(({ text }) => text !== '');
}

const hrefOf = (href: string): Marks => (/^(?:https?|mailto|tel):/i.test(href) ? { href } : {});

/**
 * Reads a text as a person types it: an empty line ends a paragraph, a dash begins an entry of a list, `**words**` are
 * strong, `*words*` emphasised, `[words](address)` lead somewhere. Tags are words like others. Pure.
 */
export function richTextOfPlain(text: string): RichText | 'too-long' | null {
  if (text.length > LONGEST_INPUT) return 'too-long';
  const blocks: RichBlock[] = [];
  const groups = text.replaceAll('\r\n', '\n').split(/\n[ \t]*\n/);
  for (const group of groups) {
    let items: RichInline[][] = [];
    const endList = (): void => {
      if (items.length > 0) blocks.push({ kind: 'list', items });
      items = [];
    };
    for (const row of group.split('\n')) {
      const entry = /^\s*[-•–]\s+(?<words>.*)$/u.exec(row)?.groups?.['words'];
      const line = lineOf(inlinesOf(entry ?? row));
      if (entry === undefined) endList();
      if (line === null) continue;
      if (entry === undefined) blocks.push({ kind: 'paragraph', line });
      else items.push(line);
    }
    endList();
  }
  return checked(blocks);
}

function markedLine(line: readonly RichInline[]): string {
  return line
    .map(({ text, strong, emphasis, href }) => {
      const words = text.replaceAll('*', '');
      if (href !== undefined) return `[${words}](${href})`;
      if (strong === true) return `**${words}**`;
      return emphasis === true ? `*${words}*` : text;
    })
    .join('');
}

/** A text as `richTextOfPlain` reads it, to be changed where there is no editor. Pure. */
export function plainOfRichText(blocks: RichText): string {
  return blocks
    .map((block) =>
      block.kind === 'paragraph'
        ? markedLine(block.line)
        : block.items.map((line) => `- ${markedLine(line)}`).join('\n'),
    )
    .join('\n\n');
}
