import { MailTemplateError } from '../mail.errors';

/** One file of templates: its path for people, its text. */
export interface TemplateSource {
  readonly file: string;
  readonly text: string;
}

export interface AssembleOptions {
  /** The partial of that name. @throws MailTemplateError where there is none */
  readonly partial: (name: string) => TemplateSource;
  /** Values known when the theme is built, by path without `theme.`: `light.accent` → `#6a1b36`. */
  readonly constants: ReadonlyMap<string, string>;
}

const PARAMETERS = String.raw`(?:\s+[a-zA-Z]+=(?:'[^'{}]*'|\([^(){}]*\)|[a-zA-Z@][\w.@]*))*`;
const PARTIAL = new RegExp(String.raw`\{\{(#?)>\s*([a-z][a-z-]*)(${PARAMETERS})\s*\}\}`);
const PARAMETER = /([a-zA-Z]+)=('[^']*'|\([^()]*\)|[a-zA-Z@][\w.@]*)/g;
const BODY = /\{\{>\s*@partial-block\s*\}\}/g;
const CONSTANT = /\{\{\s*theme\.([a-zA-Z.]+)\s*\}\}/g;
const MAX_DEPTH = 8;

/**
 * Puts the partials into a template, as text: MJML must see whole elements, and is compiled before any value is
 * known. Afterwards no partial is left, and what a reader's data may fill is still a Handlebars expression.
 *
 * Knows `{{> name key='text' key=path key=(t 'key')}}`, `{{#> name}}…{{/name}}` with `{{> @partial-block}}` inside
 * the partial, and `{{theme.path}}`. In a partial, `{{key}}` stands for the parameter of that name,
 * and `{{> other label=key}}` hands it on.
 *
 * @throws MailTemplateError for an unknown partial, parameter or token, an unclosed block, or `{{{`
 */
export function assemble(source: TemplateSource, options: AssembleOptions): string {
  const expanded = expand(source, options, 0);
  return expanded.replaceAll(CONSTANT, (_match, path: string) => {
    const value = options.constants.get(path);
    if (value === undefined) throw new MailTemplateError(source.file, `the theme has no "${path}"`);
    return value;
  });
}

function expand(source: TemplateSource, options: AssembleOptions, depth: number): string {
  if (depth > MAX_DEPTH) throw new MailTemplateError(source.file, 'partials are nested too deep');
  refuseUnescaped(source);
  let rest = source.text;
  let done = '';
  for (let match = PARTIAL.exec(rest); match; match = PARTIAL.exec(rest)) {
    const [tag, block, name = '', parameters = ''] = match;
    const after = match.index + tag.length;
    const end = block ? closing(source, rest, name, after) : { from: after, to: after };
    const body = expand({ file: source.file, text: rest.slice(after, end.from) }, options, depth + 1);
    const partial = fill(options.partial(name), parameters);
    done += rest.slice(0, match.index) + expand(partial, options, depth + 1).replaceAll(BODY, () => body);
    rest = rest.slice(end.to);
  }
  const result = done + rest;
  const left = /\{\{#?>(?!\s*@partial-block)[^}]*\}\}/.exec(result);
  if (left) throw new MailTemplateError(source.file, `cannot read ${left[0]}`);
  return result;
}

function refuseUnescaped({ file, text }: TemplateSource): void {
  const unescaped = /\{\{\{|\{\{~?\s*&/.exec(text);
  if (unescaped) throw new MailTemplateError(file, 'unescaped output ({{{ or {{&) is not allowed');
}

function closing(
  source: TemplateSource,
  text: string,
  name: string,
  from: number,
): { from: number; to: number } {
  const tag = `{{/${name}}}`;
  const at = text.indexOf(tag, from);
  if (at < 0) throw new MailTemplateError(source.file, `{{#> ${name}}} is not closed`);
  return { from: at, to: at + tag.length };
}

/** A parameter stands where it is written alone, where the partial hands it on to another, and where it asks whether there is one. */
function fill(partial: TemplateSource, parameters: string): TemplateSource {
  let text = partial.text;
  for (const [, key = '', value = ''] of parameters.matchAll(PARAMETER)) {
    const expression = /^['(]/.test(value) ? value.slice(1, -1) : value;
    const alone = new RegExp(String.raw`\{\{\s*${key}\s*\}\}`, 'g');
    const handedOn = new RegExp(String.raw`(\{\{#?>[^}]*=)${key}(?=[\s}])`, 'g');
    const asked = new RegExp(String.raw`(\{\{#if\s+)${key}(?=\s*\}\})`, 'g');
    const filled = text
      .replaceAll(alone, () => (value.startsWith("'") ? expression : `{{${expression}}}`))
      .replaceAll(handedOn, (_match, before: string) => before + value)
      .replaceAll(asked, (_match, before: string) => before + value);
    if (filled === text) {
      throw new MailTemplateError(partial.file, `has no place for the parameter "${key}"`);
    }
    text = filled;
  }
  return { file: partial.file, text };
}
