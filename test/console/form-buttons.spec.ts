import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DomUtils, parseDocument } from 'htmlparser2';

type Node = ReturnType<typeof DomUtils.getElementsByTagName>[number];

const APP = 'apps/console/src/app';

/** Every template of the console, by the file of its component. */
function templates(): { readonly file: string; readonly selector: string; readonly html: string }[] {
  return globSync(`${APP}/**/*.ts`).flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const [, url] = /templateUrl: '([^']+)'/.exec(source) ?? [];
    const html = url
      ? readFileSync(join(dirname(file), url), 'utf8')
      : /template: `([\s\S]*?)`,\n/.exec(source)?.[1];
    const selector = /selector: '([^']+)'/.exec(source)?.[1] ?? '';
    return html === undefined ? [] : [{ file: file.slice(APP.length + 1), selector, html }];
  });
}

const ALL = templates();
const bySelector = new Map(ALL.map(({ selector, html }) => [selector, html]));

/** A template with those of the components in it, as the browser gets them. */
function whole(html: string): string {
  return html.replaceAll(/<((?:console|ui)-[a-z-]+)(?=[\s/>])/g, (tag, selector: string) => {
    const inside = bySelector.get(selector);
    return inside === undefined ? tag : `${whole(inside)}${tag}`;
  });
}

const typeOf = (node: Node): string | undefined => DomUtils.getAttributeValue(node, 'type');
const isLine = (node: Node): boolean =>
  node.name === 'input' && !/^(?:hidden|submit|button|checkbox|radio|file)$/.test(typeOf(node) ?? 'text');
const sends = (node: Node): boolean => node.name === 'button' && (typeOf(node) ?? 'submit') === 'submit';

/** What Enter does wrongly in the forms of a template. */
function errorsOf(html: string): string[] {
  const all = DomUtils.getElementsByTagName('*', parseDocument(whole(html), { recognizeSelfClosing: true }));
  return all
    .filter(({ name }) => name === 'form')
    .flatMap((form) => {
      const inside = new Set(DomUtils.getElementsByTagName('*', form.children));
      const id = DomUtils.getAttributeValue(form, 'id');
      const controls = all.filter((node) => {
        const named = DomUtils.getAttributeValue(node, 'form');
        return named === undefined ? inside.has(node) : named === id;
      });
      const [first, ...others] = controls.filter(sends);
      const untyped = controls.filter((node) => node.name === 'button' && typeOf(node) === undefined);
      const isPlain = first && DomUtils.getAttributeValue(first, 'variant') !== undefined;
      return [
        ...(untyped.length > 0 ? ['a button that sends its form without saying so'] : []),
        ...(!first && controls.some(isLine) ? ['a field, and no button that Enter presses'] : []),
        ...(isPlain && others.length > 0 ? ['Enter presses a plain button beside others'] : []),
      ];
    });
}

describe('Enter in a form of the console', () => {
  it('is told from the buttons that do something else', () => {
    const field = '<input type="text">';
    expect(errorsOf(`<form>${field}<button>b</button></form>`)).toHaveLength(1);
    expect(errorsOf(`<form>${field}<button type="button">b</button></form>`)).toHaveLength(1);
    expect(errorsOf(`<form id="f">${field}</form><button type="submit" form="f">b</button>`)).toEqual([]);
    const [plain, loud] = ['<button type="submit" variant="plain">', '<button type="submit">'];
    expect(errorsOf(`<form>${field}${plain}a</button>${loud}b</button></form>`)).toHaveLength(1);
    expect(errorsOf(`<form>${field}${loud}b</button>${plain}a</button></form>`)).toEqual([]);
  });

  const withForms = ALL.filter(({ html }) => /<form[\s>]/.test(html));
  it.each(withForms)('saves: $file', ({ html }) => {
    expect(errorsOf(html)).toEqual([]);
  });

  it('was asked of every form', () => {
    const files = globSync(`${APP}/**/*.{ts,html}`).filter((file) =>
      /<form[\s>]/.test(readFileSync(file, 'utf8')),
    );
    expect(withForms).toHaveLength(files.length);
  });
});
