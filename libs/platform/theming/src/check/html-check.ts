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

/** The form that a control is of: the one that it names, or the one around it. */
function formOf({ attributes, parent }: Element, forms: readonly Element[]): Element | null {
  const named = attributes.get('form');
  if (named !== undefined) return forms.find((form) => form.attributes.get('id') === named) ?? null;
  for (let at = parent; at !== null; at = at.parent) if (at.name === 'form') return at;
  return null;
}

const classIs = ({ attributes }: Element, name: string): boolean =>
  (attributes.get('class') ?? '').split(/\s+/).includes(name);

const isPicture = ({ name, attributes }: Element): boolean =>
  name === 'input' && attributes.get('type') === 'image';

const sendsForm = (element: Element): boolean =>
  element.name === 'button'
    ? (element.attributes.get('type') ?? 'submit') === 'submit'
    : isPicture(element) || (element.name === 'input' && element.attributes.get('type') === 'submit');

/** Whether Enter in it sends its form. */
const isLine = ({ name, attributes }: Element): boolean =>
  name === 'input' &&
  !/^(?:hidden|submit|button|reset|image|checkbox|radio|file|color|range)$/.test(
    attributes.get('type') ?? 'text',
  );

const actOf = ({ attributes }: Element): string =>
  JSON.stringify(['name', 'value', 'formaction'].map((name) => attributes.get(name)));

/**
 * The Enter key presses the first button of a form (HTML, implicit submission): it is the one that does what the form is
 * for, never a quiet one beside others, a plan that is touched, or one of several.
 */
function defaultButtonError(controls: readonly Element[]): string | null {
  const buttons = controls.filter(sendsForm);
  const hasLine = controls.some(isLine);
  const [first, ...others] = buttons;
  if (!first) return hasLine ? 'a form with a field, and no button that Enter presses in it' : null;
  if (others.length === 0) return null;
  const presses = `Enter presses « ${first.text || (first.attributes.get('alt') ?? '')} »`;
  if (isPicture(first)) return `${presses}, a picture that is the first button of its form`;
  if (classIs(first, 'button--quiet')) return `${presses}, a quiet button that is the first of its form`;
  const acts = new Set(
    buttons
      .filter((one) => !isPicture(one) && !classIs(one, 'button--quiet') && !classIs(one, 'visually-hidden'))
      .map(actOf),
  );
  if (!acts.has(actOf(first))) return `${presses}, which no button that is seen does`;
  return hasLine && acts.size > 1 ? `${presses} in a form with several such buttons` : null;
}

function defaultButtonErrors({ elements }: Document): string[] {
  const forms = elements.filter(({ name }) => name === 'form');
  return forms.flatMap(
    (form) => defaultButtonError(elements.filter((element) => formOf(element, forms) === form)) ?? [],
  );
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
