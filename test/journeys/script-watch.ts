import type { BrowserContext, Page } from 'playwright-core';

/** What pages did that nobody of ours wrote: code that ran, and what their policy had to stop. */
export interface ScriptWatch {
  readonly told: string[];
  look(page: Page): Promise<MarkupFindings>;
}

/** What lies in a document. */
export interface MarkupFindings {
  /** Elements and attributes that could run something: of ours there are none. */
  readonly odd: readonly string[];
  /** Whether hostile words stand in it at all: in its text, or in an attribute. */
  readonly isHostile: boolean;
}

/** Runs before anything of a page, and tells: calls of what the corpus calls, and reports of the policy. */
const WATCH = `(() => {
  const tell = (what) => globalThis.tellTest?.(what + ' at ' + location.pathname);
  for (const name of ['alert', 'confirm', 'prompt', 'print'])
    Object.defineProperty(globalThis, name, { value: () => tell(name + ' ran'), configurable: false });
  document.addEventListener('securitypolicyviolation', (event) =>
    tell('policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));
})()`;

/** A script, a handler or an address of code that lies in the page, or in a frame of it, without having run yet. */
const LOOK = `((document, path) => {
  const all = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
    [element, ...(element.localName === 'iframe' && element.contentDocument ? all(element.contentDocument) : [])]);
  const isOdd = (element) => {
    const value = (name) => element.getAttribute(name) ?? '';
    switch (element.localName) {
      case 'script': return value('type') !== 'application/ld+json' &&
        (value('src') === '' || URL.parse(value('src'), location.origin)?.origin !== location.origin);
      // Of ours: the one that shows a mail, in which nothing may run; and where the addresses of the console begin.
      case 'iframe': return !element.hasAttribute('sandbox') || value('sandbox').includes('allow-scripts');
      case 'base': return !['', '/'].includes(value('href'));
      default: return /^(?:object|embed|frame|frameset|marquee|math|keygen|xss|bgsound|foreignobject)$/i.test(element.localName);
    }
  };
  const isCode = ({ name, value }) => /^on/i.test(name) ||
    /^(?:href|src|action|formaction|data|poster|xlink:href|srcdoc)$/i.test(name) &&
    /^[\\u0000-\\u0020]*(?:(?:java|vb)script:|data:(?!image\\/))/i.test(value);
  const odd = all(document).flatMap((element) => [
    ...(isOdd(element) ? [element.localName] : []),
    ...[...element.attributes].filter(isCode).map(({ name, value }) => element.localName + ' ' + name + '=' + value),
  ]).map((what) => what + ' on ' + path);
  return { odd, isHostile: document.documentElement.outerHTML.includes('alert(1)') };
})`;

/**
 * What lies in a page as the browser reads its markup, without showing or running it: a tenth of the work of opening it.
 * @param page of the site that sent the markup
 */
export function findingsIn(page: Page, path: string, html: string): Promise<MarkupFindings> {
  const parsed = `new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html')`;
  return page.evaluate<MarkupFindings>(`${LOOK}(${parsed}, ${JSON.stringify(path)})`);
}

/** Watches every page that the context opens, from its first line on. */
export async function watchScripts(context: BrowserContext): Promise<ScriptWatch> {
  const told: string[] = [];
  await context.exposeBinding('tellTest', (_source, what: string) => {
    told.push(what);
  });
  await context.addInitScript(WATCH);
  context.on('dialog', (dialog) => {
    told.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('page', (page) => {
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) told.push(message.text());
    });
  });
  return { told, look: (page) => page.evaluate<MarkupFindings>(`${LOOK}(document, location.pathname)`) };
}
