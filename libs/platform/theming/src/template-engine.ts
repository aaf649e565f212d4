import { Script } from 'node:vm';
import Handlebars from 'handlebars';
import { CompilerResults } from './compiler-results';

/** What Handlebars brings along; an engine allows some of it. */
const BUILT_IN = ['if', 'unless', 'each', 'with', 'lookup', 'log', 'helperMissing', 'blockHelperMissing'];

export interface TemplateEngineOptions {
  /** Helpers of Handlebars that templates may use. */
  readonly builtIn: readonly ('if' | 'unless' | 'each' | 'with' | 'lookup')[];
  /** Our own helpers. */
  readonly helpers: Readonly<Record<string, Handlebars.HelperDelegate>>;
  /** `text`: values are written as they are, for what is not markup. */
  readonly medium: 'html' | 'text';
}

/** Renders a page. `data` is for the helpers, out of the template's reach but for what they return. */
export type RenderTemplate = (page: object, data: object) => string;

/** A template cannot be compiled: which one and why. */
export class TemplateSyntaxError extends Error {
  constructor(
    readonly file: string,
    cause: unknown,
  ) {
    super(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'TemplateSyntaxError';
  }
}

/**
 * Options → source → its compiled form, shared by all engines: a town that overrides nothing costs no second compilation.
 */
const specifications = new Map<string, Map<string, TemplateSpecification>>();

const renderer =
  (template: HandlebarsTemplateDelegate): RenderTemplate =>
  (page, data) =>
    template(page, { data, allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false });

/**
 * The only Handlebars of the product: strict (a value that is missing is an error), with a closed list of helpers,
 * and without a way to what a page inherits. Pages and mails are both rendered by it.
 */
export class TemplateEngine {
  private readonly handlebars = Handlebars.create();
  private readonly options: PrecompileOptions;
  /** What engines with the same options have compiled. */
  private readonly compiled: Map<string, TemplateSpecification>;
  /** The same of earlier processes, as source code. */
  private readonly precompiled: CompilerResults;

  constructor({ builtIn, helpers, medium }: TemplateEngineOptions) {
    const allowed: readonly string[] = builtIn;
    for (const name of BUILT_IN) if (!allowed.includes(name)) this.handlebars.unregisterHelper(name);
    for (const [name, helper] of Object.entries(helpers)) this.handlebars.registerHelper(name, helper);
    this.options = {
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: {
        ...Object.fromEntries(BUILT_IN.map((name) => [name, allowed.includes(name)])),
        ...Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
      },
      preventIndent: true,
      noEscape: medium === 'text',
    };
    const key = JSON.stringify(this.options);
    this.compiled = specifications.get(key) ?? new Map<string, TemplateSpecification>();
    specifications.set(key, this.compiled);
    this.precompiled = new CompilerResults(`handlebars ${Handlebars.VERSION} ${key}`);
  }

  /**
   * Compiles a template, at once and not at its first rendering.
   * @param file named in errors
   * @throws TemplateSyntaxError
   */
  compile(file: string, source: string): RenderTemplate {
    return renderer(this.template(file, source));
  }

  /**
   * Compiles a template that others may include by that name.
   * @throws TemplateSyntaxError
   */
  compilePartial(name: string, file: string, source: string): RenderTemplate {
    const template = this.template(file, source);
    this.handlebars.registerPartial(name, template);
    return renderer(template);
  }

  private template(file: string, source: string): HandlebarsTemplateDelegate {
    try {
      return this.handlebars.template(this.specification(file, source));
    } catch (error) {
      throw new TemplateSyntaxError(file, error);
    }
  }

  private specification(file: string, source: string): TemplateSpecification {
    const known = this.compiled.get(source);
    if (known) return known;
    // Sources come from the application's own folder, at start; no request reaches this line.
    const code = this.precompiled.of(
      source,
      () => Handlebars.precompile(source, this.options) as unknown as string,
    );
    const specification = new Script(`(${code})`, {
      filename: file,
    }).runInThisContext() as TemplateSpecification;
    this.compiled.set(source, specification);
    return specification;
  }
}
