import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import Handlebars from 'handlebars';
import { type HelperSources, type RenderData, createHelpers, knownHelpers } from './helpers';
import { type ViewRequest, ViewResolver } from './view-resolver';

/** Source of the views of one theme: path below `views` without extension → text. */
export type ViewSources = ReadonlyMap<string, string>;

type Template = (page: unknown, options: Handlebars.RuntimeOptions) => string;

/** Compiled form of a source, shared by all themes: a town that overrides nothing costs no second compilation. */
const specifications = new Map<string, TemplateSpecification>();

const compileOptions: PrecompileOptions = {
  strict: true,
  knownHelpers,
  knownHelpersOnly: true,
  preventIndent: true,
  noEscape: false,
};

function specificationOf(name: string, source: string): TemplateSpecification {
  const hash = createHash('sha256').update(source).digest('base64url');
  const known = specifications.get(hash);
  if (known) return known;
  // Sources come from the application's own folder, at start; no request reaches this line.
  const code = Handlebars.precompile(source, compileOptions) as unknown as string;
  const specification = new Script(`(${code})`, {
    filename: `${name}.hbs`,
  }).runInThisContext() as TemplateSpecification;
  specifications.set(hash, specification);
  return specification;
}

/** A view cannot be compiled: which one and why. */
export class ViewSyntaxError extends Error {
  constructor(
    readonly view: string,
    cause: unknown,
  ) {
    super(`${view}.hbs: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'ViewSyntaxError';
  }
}

/** One theme's Handlebars: its own environment, immutable once made, strict, every view precompiled. */
export class ViewEnvironment {
  private readonly templates = new Map<string, Template>();

  /** @throws ViewSyntaxError on the first view that does not compile */
  constructor(views: ViewSources, helpers: HelperSources) {
    const handlebars = Handlebars.create();
    for (const name of Object.keys(handlebars.helpers)) {
      if (!(name in knownHelpers) && name !== 'helperMissing' && name !== 'blockHelperMissing')
        handlebars.unregisterHelper(name);
    }
    for (const [name, helper] of Object.entries(createHelpers(helpers)))
      handlebars.registerHelper(name, helper);
    for (const [name, source] of views) {
      let template: HandlebarsTemplateDelegate;
      try {
        template = handlebars.template(specificationOf(name, source));
      } catch (error) {
        throw new ViewSyntaxError(name, error);
      }
      handlebars.registerPartial(name, template);
      this.templates.set(name, template as Template);
    }
  }

  /** The first view that exists among the candidates, or null. */
  resolve(view: string, request: ViewRequest = {}): string | null {
    return ViewResolver.candidates(view, request).find((name) => this.templates.has(name)) ?? null;
  }

  /**
   * Renders a view.
   * @param page a plain object; nothing else can be reached from the template
   * @throws Error when no candidate exists or the view asks for something that the page does not have
   */
  render(view: string, page: object, data: RenderData, request: ViewRequest = {}): string {
    const name = this.resolve(view, request);
    const template = name === null ? undefined : this.templates.get(name);
    if (!template) throw new Error(`there is no view "${view}"`);
    return template(page, { data, allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false });
  }
}
