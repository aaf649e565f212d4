import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TenantSettings } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import {
  CompilerResults,
  type TextParams,
  TemplateEngine,
  TemplateSyntaxError,
  type Texts,
} from '@halles/platform/theming';
import { oneLine } from '../mail-address';
import { MailTemplateError } from '../mail.errors';
import { type TemplateSource, assemble } from './assemble';
import {
  type MailAudience,
  type MailDefinition,
  withoutTypedLinks,
  withoutUnprovenWords,
} from './mail-definition';
import { BASE_FOLDER, type MailFolder, readTemplate, textsOf } from './mail-folder';

/** Longest name of a portal, or of its authority, that a mail says. */
const TITLE_LENGTH = 120;

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a mail says of the portal that sends it, and of the authority whose portal it is. */
export type PortalIdentity = Pick<TenantSettings, 'title' | 'demonstration' | 'timeZone' | 'publisher'>;

/** One mail of one territory, ready to be filled. */
export type RenderMail<Model> = (
  model: Model,
  portal: PortalIdentity,
  locale: Locale,
  audience: MailAudience,
) => RenderedMail;

type Fill = (view: object, texts: Texts) => string;

interface HelperOptions {
  readonly hash: TextParams;
  readonly data: { readonly texts: Texts };
}

/** The closed list: a template says, chooses and repeats, and does nothing else. */
const createEngine = (medium: 'html' | 'text'): TemplateEngine =>
  new TemplateEngine({
    builtIn: ['if', 'unless', 'each'],
    helpers: { t: (key: string, { hash, data }: HelperOptions) => data.texts.line(key, hash) },
    // Plain text has no markup that a value could break out of: what escaping does for HTML, cleaning the values and
    // keeping headers on one line does there.
    medium,
  });

function compile(engine: TemplateEngine, { file, text }: TemplateSource): Fill {
  try {
    const render = engine.compile(file, text);
    return (view, texts) => render(view, { texts });
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    throw new MailTemplateError(file, error.message.slice(file.length + 2), { cause: error });
  }
}

/** @throws MailTemplateError for whatever is wrong with the template or its words */
function blame<Result>(file: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw new MailTemplateError(file, (error as Error).message, { cause: error });
  }
}

function getPartial(folder: MailFolder, name: string): TemplateSource {
  const source = folder.files.get(name);
  if (!source) throw new MailTemplateError(join(BASE_FOLDER, name), 'is missing');
  return source;
}

const BLOCK_TAG = /\{\{~?(?:[#/][^{}]*|else[^{}]*)\}\}/g;

/**
 * MJML drops text that stands between its elements, and with it a condition that is not in `<mj-raw>`.
 * @throws MailTemplateError naming a block tag that the HTML has less often than the template
 */
function refuseLostBlocks({ file, text }: TemplateSource, html: string): void {
  const lost = [...new Set(text.match(BLOCK_TAG))].filter(
    (tag) => html.split(tag).length < text.split(tag).length,
  );
  // What opens a block says which one it is; what closes it stands in others too.
  const tag = lost.find((one) => one.includes('#')) ?? lost[0];
  if (tag !== undefined) throw new MailTemplateError(file, `MJML drops ${tag} here: write it in <mj-raw>`);
}

const MJML_OPTIONS = {
  validationLevel: 'strict',
  keepComments: false,
  ignoreIncludes: true,
  fonts: {},
} as const;

/** What MJML made of the mails when a process started before; null where nothing is kept. */
function resultsOfMjml(root: string): CompilerResults | null {
  const folder = CompilerResults.folder();
  if (folder === undefined) return null;
  try {
    // Asked of its package, as MJML itself is loaded by none who finds every mail compiled.
    const { version } = createRequire(join(root, 'package.json'))('mjml/package.json') as { version: string };
    return new CompilerResults(`mjml ${version} ${JSON.stringify(MJML_OPTIONS)}`, folder);
  } catch {
    // Templates that lie elsewhere than the packages.
    return null;
  }
}

/** @throws MailTemplateError */
async function readMjml(source: TemplateSource): Promise<string> {
  // Half a second to load, and only who sends mail needs it.
  const { default: mjml2html } = await import('mjml');
  try {
    return (await mjml2html(source.text, MJML_OPTIONS)).html;
  } catch (error) {
    throw new MailTemplateError(source.file, (error as Error).message, { cause: error });
  }
}

/**
 * MJML to HTML, once, the Handlebars expressions still in it: no value of a message ever meets the MJML parser.
 * @throws MailTemplateError for MJML that is not valid, and for conditions that it would drop
 */
async function compileMjml(root: string, source: TemplateSource): Promise<TemplateSource> {
  const results = resultsOfMjml(root);
  let html = results?.find(source.text) ?? null;
  if (html === null) {
    html = await readMjml(source);
    results?.keep(source.text, html);
  }
  refuseLostBlocks(source, html);
  return { file: source.file, text: html.replaceAll(/\n\s*(?=\n)/g, '').replaceAll(/^\s+/gm, '') };
}

async function compileHtml(folder: MailFolder, mjml: TemplateSource): Promise<Fill> {
  const assembled = assemble(mjml, {
    partial: (name) => getPartial(folder, `partials/${name}.mjml.hbs`),
    constants: folder.constants,
  });
  const fill = compile(
    createEngine('html'),
    await compileMjml(folder.root, { file: mjml.file, text: assembled }),
  );
  return (view, texts) => fill(view, texts).trim();
}

function compileText(folder: MailFolder, source: TemplateSource): Fill {
  const engine = createEngine('text');
  for (const [name, { file, text }] of folder.files) {
    const partial = /^partials\/([a-z-]+)\.text\.hbs$/.exec(name)?.[1];
    if (partial) blame(file, () => engine.compilePartial(partial, file, text));
  }
  const fill = compile(engine, source);
  return (view, texts) =>
    `${fill(view, texts)
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim()}\n`;
}

/** The subject of a mail that has none of its own for whoever has the address. */
const SHARED_SUBJECT = 'subject-for-anyone';

/**
 * The subject for whoever has the address: of what strangers chose freely, a business's name among it, nothing stands there,
 * since it is read before the mail is opened.
 * @param key of the subject that a proven reader gets: it serves where it says nothing else
 */
function subjectForAnyone(
  words: Texts,
  { name, safeInSubject = [] }: Pick<MailDefinition<unknown>, 'name' | 'safeInSubject'>,
  key: string,
  values: TextParams,
): string {
  const safe = new Set(['portal', ...safeInSubject]);
  const own = [key, `${name}.${SHARED_SUBJECT}`].find(
    (one) => words.has(one) && words.namesOf(one).every((value) => safe.has(value)),
  );
  const params = Object.entries(values).filter(([value]) => safe.has(value));
  return words.line(own ?? SHARED_SUBJECT, Object.fromEntries(params));
}

/**
 * Compiles a mail with a territory's templates, partials, words and colours.
 * @throws MailTemplateError naming the file
 */
export async function compileMail<Model>(
  folder: MailFolder,
  mail: MailDefinition<Model>,
): Promise<RenderMail<Model>> {
  const definition = mail as MailDefinition<unknown>;
  const mjml = await readTemplate(folder, definition, `${mail.name}/html.mjml.hbs`);
  const plain = await readTemplate(folder, definition, `${mail.name}/text.hbs`);
  const html = await compileHtml(folder, mjml);
  const text = compileText(folder, plain);
  const texts = { fr: textsOf(folder, definition, 'fr'), en: textsOf(folder, definition, 'en') };
  return (known, { title, demonstration, timeZone, publisher }, locale, audience) => {
    const words = texts[locale];
    const isForAnyone = audience === 'anyone';
    // A town's mail carries nothing that a stranger wrote to somebody who may have asked for nothing, and to nobody a link
    // that a stranger wrote.
    const model = isForAnyone ? withoutUnprovenWords(mail, known) : withoutTypedLinks(mail, known);
    const values = mail.values(model, { locale, timeZone });
    const portal = {
      title: oneLine(title[locale], TITLE_LENGTH),
      authority: oneLine(publisher.name, TITLE_LENGTH),
      demonstration,
    };
    const view = { lang: locale, portal, mail: values };
    const params = { ...(values as TextParams), portal: portal.title };
    const key = mail.subject?.(known) ?? `${mail.name}.subject`;
    return {
      subject: blame(mjml.file, () =>
        (isForAnyone ? subjectForAnyone(words, mail, key, params) : words.line(key, params)).trim(),
      ),
      text: blame(plain.file, () => text(view, words)),
      html: blame(mjml.file, () => html(view, words)),
    };
  };
}
