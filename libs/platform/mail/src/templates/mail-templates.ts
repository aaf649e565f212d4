import { join } from 'node:path';
import type { Locale } from '@halles/kernel';
import Handlebars from 'handlebars';
import { MailTemplateError } from '../mail.errors';
import { type TemplateSource, assemble } from './assemble';
import { BASE_FOLDER, type MailFolder } from './mail-folder';
import type { MailTemplate } from './mail-models';
import { sayText } from './mail-texts';
import type { MailView } from './mail-views';

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** One template of one territory, ready to be filled. */
export type RenderMail = (view: MailView, locale: Locale) => RenderedMail;

type Environment = typeof Handlebars;
type Fill = (view: MailView, data: Record<string, unknown>) => string;

/** The closed list: a template says, chooses and repeats, and does nothing else. */
function createEnvironment(): Environment {
  const environment = Handlebars.create();
  for (const helper of ['log', 'lookup', 'with', 'blockHelperMissing']) environment.unregisterHelper(helper);
  environment.registerHelper('t', (key: unknown, options: Handlebars.HelperOptions) => {
    const { texts } = options.data as { readonly texts: ReadonlyMap<string, string> };
    return sayText(texts, String(key), options.hash);
  });
  return environment;
}

const knownHelpers: Readonly<Record<string, boolean>> = {
  t: true,
  if: true,
  unless: true,
  each: true,
  log: false,
  lookup: false,
  with: false,
  helperMissing: false,
  blockHelperMissing: false,
};

function compile(environment: Environment, source: TemplateSource, medium: 'html' | 'text'): Fill {
  const options = {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: { ...knownHelpers },
    // Plain text has no markup that a value could break out of: what escaping does for HTML, cleaning the values and
    // keeping headers on one line does there.
    noEscape: medium === 'text',
  };
  const wrong = (error: unknown): MailTemplateError =>
    new MailTemplateError(source.file, (error as Error).message, { cause: error });
  try {
    // `compile` alone waits for the first message before it reads the template.
    environment.precompile(source.text, options);
  } catch (error) {
    throw wrong(error);
  }
  const fill = environment.compile<MailView>(source.text, options);
  return (view, data) => {
    try {
      return fill(view, { data });
    } catch (error) {
      throw wrong(error);
    }
  };
}

function get(folder: MailFolder, name: string): TemplateSource {
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
  for (const tag of new Set(text.match(BLOCK_TAG))) {
    if (html.split(tag).length < text.split(tag).length)
      throw new MailTemplateError(file, `MJML drops ${tag} here: write it in <mj-raw>`);
  }
}

/**
 * MJML to HTML, once, the Handlebars expressions still in it: no value of a message ever meets the MJML parser.
 * @throws MailTemplateError for MJML that is not valid, and for conditions that it would drop
 */
async function compileMjml(source: TemplateSource): Promise<TemplateSource> {
  // Half a second to load, and only who sends mail needs it.
  const { default: mjml2html } = await import('mjml');
  let html: string;
  try {
    ({ html } = await mjml2html(source.text, {
      validationLevel: 'strict',
      keepComments: false,
      ignoreIncludes: true,
      fonts: {},
    }));
  } catch (error) {
    throw new MailTemplateError(source.file, (error as Error).message, { cause: error });
  }
  refuseLostBlocks(source, html);
  return { file: source.file, text: html.replaceAll(/\n\s*(?=\n)/g, '').replaceAll(/^\s+/gm, '') };
}

/**
 * Compiles the three parts of a template with a territory's partials, texts and colours.
 * @throws MailTemplateError naming the file
 */
export async function compileMail(folder: MailFolder, template: MailTemplate): Promise<RenderMail> {
  const environment = createEnvironment();
  for (const [name, source] of folder.files) {
    const partial = /^partials\/([a-z-]+)\.text\.hbs$/.exec(name)?.[1];
    if (partial) environment.registerPartial(partial, source.text);
  }
  const mjml = get(folder, `${template}/html.mjml.hbs`);
  const assembled = assemble(mjml, {
    partial: (name) => get(folder, `partials/${name}.mjml.hbs`),
    constants: folder.constants,
  });
  const html = compile(environment, await compileMjml({ file: mjml.file, text: assembled }), 'html');
  const text = compile(environment, get(folder, `${template}/text.hbs`), 'text');
  const subject = compile(environment, get(folder, `${template}/subject.hbs`), 'text');
  return (view, locale) => {
    const data = { texts: folder.texts[locale] };
    return {
      subject: subject(view, data).trim(),
      text: `${text(view, data)
        .replaceAll(/\n{3,}/g, '\n\n')
        .trim()}\n`,
      html: html(view, data).trim(),
    };
  };
}
