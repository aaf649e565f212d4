import { type HelperSources, type RenderData, builtInHelpers, createHelpers } from './helpers';
import { type RenderTemplate, TemplateEngine } from './template-engine';
import { type ViewRequest, ViewResolver } from './view-resolver';

/** Source of the views of one theme: path below `views` without extension → text. */
export type ViewSources = ReadonlyMap<string, string>;

/** The views of one theme, compiled: immutable once made. */
export class ViewEnvironment {
  private readonly templates = new Map<string, RenderTemplate>();

  /** @throws TemplateSyntaxError on the first view that does not compile */
  constructor(views: ViewSources, helpers: HelperSources) {
    const engine = new TemplateEngine({
      builtIn: builtInHelpers,
      helpers: createHelpers(helpers),
      medium: 'html',
    });
    for (const [name, source] of views)
      this.templates.set(name, engine.compilePartial(name, `${name}.hbs`, source));
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
    return template(page, data);
  }
}
