import Handlebars from 'handlebars';
import { knownHelpers } from '../helpers';
import { quoted } from '../json-words';
import { type Finding, findAll } from './finding';

export interface TemplateContext {
  /** Names of all views of the theme. */
  readonly views: ReadonlySet<string>;
  readonly icons: ReadonlySet<string>;
  /** Whether the key has a text in every locale. */
  readonly hasText: (key: string) => boolean;
}

type Call = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression;

const literal = (node: hbs.AST.Expression | undefined): string | null =>
  node?.type === 'StringLiteral' ? (node as hbs.AST.StringLiteral).value : null;

class TemplateVisitor extends Handlebars.Visitor {
  readonly findings: Finding[] = [];
  private readonly inlinePartials = new Set<string>(['@partial-block']);

  constructor(
    private readonly file: string,
    private readonly context: TemplateContext,
  ) {
    super();
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    if (!mustache.escaped)
      this.report(
        mustache,
        'a triple stash prints without escaping: use {{ }}',
        'trois accolades écrivent sans protéger\u00a0: employez {{ }}',
      );
    this.call(mustache);
    super.MustacheStatement(mustache);
  }

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    this.call(block);
    super.BlockStatement(block);
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.call(expression);
    super.SubExpression(expression);
  }

  override DecoratorBlock(block: hbs.AST.DecoratorBlock): void {
    const name = literal(block.params[0]);
    if (name !== null) this.inlinePartials.add(name);
    super.DecoratorBlock(block);
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    this.partial(partial);
    super.PartialStatement(partial);
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    this.partial(partial);
    super.PartialBlockStatement(partial);
  }

  private partial(node: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): void {
    if (node.name.type !== 'PathExpression') {
      this.report(
        node,
        'a partial chosen while rendering cannot be checked: name it',
        'un partiel choisi au moment de dessiner ne peut pas être vérifié\u00a0: nommez-le',
      );
      return;
    }
    const name = node.name.original;
    if (!this.context.views.has(name) && !this.inlinePartials.has(name))
      this.report(node, `there is no partial "${name}"`, `il n’y a pas de partiel "${name}"`);
  }

  private call(node: Call): void {
    if (node.path.type !== 'PathExpression') return;
    const name = (node.path as hbs.AST.PathExpression).original;
    const isCall =
      node.type === 'SubExpression' || node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0;
    if (isCall && !(name in knownHelpers))
      this.report(node, `there is no helper "${name}"`, `il n’y a pas de fonction "${name}"`);
    const first = literal(node.params[0]);
    if (name === 't' && first !== null && !this.context.hasText(first)) {
      this.report(
        node,
        `the text "${first}" is missing in French or in English`,
        `le texte "${first}" manque en français ou en anglais`,
      );
    }
    if (name === 'icon' && first !== null && !this.context.icons.has(first))
      this.report(node, `there is no icon "${first}"`, `il n’y a pas d’icône "${first}"`);
  }

  private report(node: hbs.AST.Node, message: string, french: string): void {
    this.findings.push({ file: this.file, line: node.loc.start.line, message, french });
  }
}

const INLINE: readonly (readonly [RegExp, string])[] = [
  [/\sstyle\s*=/gi, 'a style attribute: the policy of pages forbids it, use a class'],
  [/<style\b/gi, 'a style element: styles belong in css/'],
  [
    /<script\b(?![^>]*\ssrc=)(?! type="application\/ld\+json">\{\{json )/gi,
    'an inline script: the policy of pages forbids it, use an island',
  ],
  [
    /\son(?:click|change|submit|load|error|input|focus|blur|key\w+|mouse\w+)\s*=/gi,
    'an event handler: use an island',
  ],
  [
    /(?:src|srcset|action)\s*=\s*["']https?:/gi,
    'an address on another site: nothing is loaded from elsewhere',
  ],
];

/** What a view may not do, seen without rendering it. */
export function checkTemplate(file: string, source: string, context: TemplateContext): Finding[] {
  return [
    ...INLINE.flatMap(([pattern, message]) => findAll(file, source, pattern, () => message)),
    ...checkCalls(file, source, context),
  ];
}

/** Why a view cannot be drawn, seen without rendering it: its syntax, and what it calls that is not there. */
export function checkCalls(file: string, source: string, context: TemplateContext): Finding[] {
  const wrong = checkSyntax(file, source);
  if (wrong.length > 0) return wrong;
  const visitor = new TemplateVisitor(file, context);
  visitor.accept(Handlebars.parse(source));
  return visitor.findings;
}

/** Where a template is no Handlebars. */
export function checkSyntax(file: string, source: string): Finding[] {
  try {
    Handlebars.parse(source);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = Number(/line (\d+)/.exec(message)?.[1] ?? 1);
    const [first = message] = message.split('\n');
    return [{ file, line, message: first, french: `un gabarit Handlebars ${quoted(first)}` }];
  }
}
