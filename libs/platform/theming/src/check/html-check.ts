import { Tokenizer } from 'htmlparser2';

const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);
interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Text inside, its children's included, and the names given by `alt` and `aria-label`. */
  text: string;
  readonly parent: Element | null;
}

interface Document {
  readonly elements: readonly Element[];
  readonly errors: readonly string[];
}

/** Adds a text to an element and to all that hold it. */
function addText(element: Element | null, text: string): void {
  for (let at = element; at !== null; at = at.parent) at.text += text;
}

/**
 * Builds a document of what the tokenizer finds. Strict: a browser closes what was forgotten, and a view that relies on
 * it is wrong.
 */
class Reader {
  readonly elements: Element[] = [];
  readonly errors: string[] = [];
  private readonly stack: Element[] = [];
  private name = '';
  private attributes = new Map<string, string>();
  private attribute = '';
  private value = '';

  constructor(html: string) {
    const none = (): void => undefined;
    const tokenizer = new Tokenizer(
      { decodeEntities: true, recognizeSelfClosing: true },
      {
        onopentagname: (start, end) => this.begin(html.slice(start, end).toLowerCase()),
        onattribname: (start, end) => {
          this.attribute = html.slice(start, end).toLowerCase();
          this.value = '';
        },
        onattribdata: (start, end) => (this.value += html.slice(start, end)),
        onattribentity: (code) => (this.value += String.fromCodePoint(code)),
        onattribend: () => this.attributes.set(this.attribute, this.value),
        onopentagend: () => this.open(VOID.has(this.name)),
        onselfclosingtag: () => this.open(true),
        onclosetag: (start, end) => this.close(html.slice(start, end).toLowerCase()),
        ontext: (start, end) => addText(this.top, html.slice(start, end).trim()),
        ontextentity: (code) => addText(this.top, String.fromCodePoint(code).trim()),
        oncdata: none,
        oncomment: none,
        ondeclaration: none,
        onprocessinginstruction: none,
        onend: none,
      },
    );
    tokenizer.write(html);
    tokenizer.end();
    for (const element of this.stack) this.errors.push(`<${element.name}> is never closed`);
  }

  private get top(): Element | null {
    return this.stack.at(-1) ?? null;
  }

  private begin(name: string): void {
    this.name = name;
    this.attributes = new Map();
  }

  private open(isEmpty: boolean): void {
    const attributes = this.attributes;
    const element: Element = { name: this.name, attributes, text: '', parent: this.top };
    this.elements.push(element);
    addText(element, `${attributes.get('alt') ?? ''}${attributes.get('aria-label') ?? ''}`);
    if (!isEmpty) this.stack.push(element);
  }

  private close(name: string): void {
    const top = this.top;
    if (top?.name === name) this.stack.pop();
    else this.errors.push(`</${name}> closes ${top ? `<${top.name}>` : 'nothing'}`);
  }
}

const isInside = (element: Element, name: string): boolean => {
  for (let at = element.parent; at !== null; at = at.parent) if (at.name === name) return true;
  return false;
};

function nameErrors({ elements }: Document): string[] {
  const labelled = new Set(
    elements.filter(({ name }) => name === 'label').map(({ attributes }) => attributes.get('for')),
  );
  const errors: string[] = [];
  for (const element of elements) {
    const { name, attributes } = element;
    const shown = `<${name}${attributes.has('name') ? ` name="${attributes.get('name') ?? ''}"` : ''}>`;
    const named = attributes.has('aria-label') || attributes.has('aria-labelledby');
    if (name === 'img' && !attributes.has('alt')) errors.push('an <img> without alt');
    if (
      /^(?:input|select|textarea)$/.test(name) &&
      !/^(?:hidden|submit|button)$/.test(attributes.get('type') ?? '')
    ) {
      if (!named && !labelled.has(attributes.get('id') ?? '-') && !isInside(element, 'label'))
        errors.push(`${shown} has no label`);
    }
    if (/^(?:a|button|summary)$/.test(name) && !named && element.text === '')
      errors.push(`${shown} has no text to name it`);
    if (
      name === 'svg' &&
      attributes.get('aria-hidden') !== 'true' &&
      !named &&
      attributes.get('role') !== 'img'
    ) {
      errors.push('an <svg> that is neither hidden nor named');
    }
  }
  return errors;
}

const formOf = (element: Element): Element | null => {
  for (let at = element.parent; at !== null; at = at.parent) if (at.name === 'form') return at;
  return null;
};

/**
 * The Enter key presses the first button of a form (HTML, implicit submission): it is the one that does what the form is
 * for, never a quiet one beside others.
 */
function defaultButtonErrors({ elements }: Document): string[] {
  const buttons = new Map<Element, Element[]>();
  for (const element of elements) {
    const form = formOf(element);
    const type = element.attributes.get('type') ?? 'submit';
    if (element.name === 'button' && type === 'submit' && form)
      buttons.set(form, [...(buttons.get(form) ?? []), element]);
  }
  return [...buttons.values()].flatMap(([first, ...others]) => {
    const isQuiet = /\bbutton--quiet\b/.test(first?.attributes.get('class') ?? '');
    return first && isQuiet && others.length > 0
      ? [`Enter presses « ${first.text} », a quiet button that is the first of its form`]
      : [];
  });
}

function safetyErrors({ elements }: Document): string[] {
  return elements.flatMap(({ name, attributes }) => {
    const errors = [...attributes.keys()]
      .filter((key) => key === 'style' || /^on[a-z]/.test(key))
      .map((key) => `<${name} ${key}=…>: inline code`);
    // Data for machines is no code: browsers do not run it, and the policy of pages does not speak of it.
    const isData = attributes.get('type') === 'application/ld+json';
    if (name === 'style' || (name === 'script' && !isData && !attributes.has('src')))
      errors.push(`an inline <${name}>`);
    const loads =
      /^(?:img|script|source|iframe|use|image)$/.test(name) ||
      (name === 'link' && attributes.get('rel') !== 'canonical' && attributes.get('rel') !== 'alternate');
    const address = attributes.get('src') ?? (name === 'a' ? undefined : attributes.get('href')) ?? '';
    if (loads && /^(?:https?:)?\/\//.test(address))
      errors.push(`<${name}> loads ${address} from another site`);
    if (/^\s*javascript:/i.test(attributes.get('href') ?? ''))
      errors.push(`<${name}> runs a script from its address`);
    return errors;
  });
}

function documentErrors({ elements }: Document, locale: string): string[] {
  const count = (name: string): number => elements.filter((element) => element.name === name).length;
  const errors: string[] = [];
  const ids = elements.flatMap(({ attributes }) => attributes.get('id') ?? []);
  for (const id of new Set(ids.filter((value, index) => ids.indexOf(value) !== index)))
    errors.push(`the id "${id}" is given twice`);
  const root = elements.find(({ name }) => name === 'html');
  if (root && root.attributes.get('lang') !== locale) errors.push(`<html lang> is not "${locale}"`);
  for (const name of ['html', 'title', 'main', 'h1'])
    if (count(name) !== 1) errors.push(`${count(name)} <${name}> instead of one`);
  return errors;
}

/**
 * What is wrong with a rendered page: tags that do not match, images and fields without a name, inline code, files of
 * other sites, ids given twice, forms
 * whose Enter key does not do what they are for, no language, title, main or first heading. Each error once. Pure.
 */
export function checkHtml(html: string, locale: string): string[] {
  const document = new Reader(html);
  const errors = [
    ...document.errors,
    ...nameErrors(document),
    ...defaultButtonErrors(document),
    ...safetyErrors(document),
    ...documentErrors(document, locale),
  ];
  return [...new Set(errors)];
}
