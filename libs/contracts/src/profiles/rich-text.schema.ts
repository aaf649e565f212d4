import { z } from 'zod';

/** Protocols that a link of a text may have. */
export const LINK_PROTOCOL = /^(?:https?|mailto|tel)$/;

const words = z.string().min(1).max(2_000);

/** A stretch of a line: words, perhaps strong, emphasised or leading somewhere. */
export const richInlineSchema = z.strictObject({
  text: words,
  strong: z.literal(true).optional(),
  emphasis: z.literal(true).optional(),
  /** An absolute http, https, mailto or tel address. */
  href: z.url({ protocol: LINK_PROTOCOL }).max(500).optional(),
});

const line = z.array(richInlineSchema).min(1).max(100);

/** A paragraph, or a list of lines. */
export const richBlockSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), line }),
  z.strictObject({ kind: z.literal('list'), items: z.array(line).min(1).max(50) }),
]);

/** Longest text of a description, characters without its marks. */
export const LONGEST_DESCRIPTION = 2_000;

/**
 * A text with a few marks, as a tree: no HTML is kept, so none can be printed. Views write the marks, and escape the words.
 */
export const richTextSchema = z
  .array(richBlockSchema)
  .min(1)
  .max(60)
  .refine((blocks) => lengthOf(blocks) <= LONGEST_DESCRIPTION, { message: 'too long' });

export type RichInline = z.output<typeof richInlineSchema>;
export type RichBlock = z.output<typeof richBlockSchema>;
export type RichText = readonly RichBlock[];

const linesOf = (block: RichBlock): readonly RichInline[][] =>
  block.kind === 'paragraph' ? [block.line] : block.items;

/** Characters of a text without its marks. Pure. */
export function lengthOf(blocks: RichText): number {
  return blocks
    .flatMap(linesOf)
    .flat()
    .reduce((length, { text }) => length + text.length, 0);
}

/** The words of a text alone, a line each paragraph and each entry of a list. Pure. */
export function plainWords(blocks: RichText): string {
  return blocks
    .flatMap(linesOf)
    .map((inlines) => inlines.map(({ text }) => text).join(''))
    .join('\n');
}
