import { escapeHtml } from '@halles/kernel';

/** HTML that has been escaped where it had to be. Only the `html` tag makes it. */
export class Markup {
  constructor(readonly source: string) {}

  toString(): string {
    return this.source;
  }
}

type Content = Markup | string | number | null | false | readonly Content[];

const toSource = (content: Content): string => {
  if (content === null || content === false) return '';
  if (content instanceof Markup) return content.source;
  if (typeof content === 'object') return content.map(toSource).join('');
  return escapeHtml(String(content));
};

/** A piece of HTML; what is put into it is escaped, unless it is itself such a piece. Null and false are nothing. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => part + toSource(contents[index] ?? null)).join(''));
}
