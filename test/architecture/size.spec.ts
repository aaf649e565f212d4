import ts from 'typescript';
import { filesOf, textOf } from './support/files';

const MAX_LINES_OF_A_FILE = 400;
const MAX_LINES_OF_A_FUNCTION = 60;

/** Lines that say something: the blank ones are free. */
const linesOf = (text: string): number => text.split('\n').filter((line) => line.trim() !== '').length;

/** A `describe` is a chapter and no function. */
function isChapter(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText());
}

const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionDeclaration(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isConstructorDeclaration(node) ||
  ts.isAccessor(node);

/** `file:line` of each function that is too long. */
function longFunctions(path: string): string[] {
  const source = ts.createSourceFile(path, textOf(path), ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunction(node) && !isChapter(node) && linesOf(node.getText()) > MAX_LINES_OF_A_FUNCTION) {
      found.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('size', () => {
  it('keeps every file that people write to 400 lines', () => {
    const written = filesOf('.ts', '.mjs', '.cjs', '.hbs', '.mjml', '.css', '.scss', '.html');
    expect(written.filter((path) => linesOf(textOf(path)) > MAX_LINES_OF_A_FILE)).toEqual([]);
  });

  it('keeps every function to 60 lines, in tests and tools too', () => {
    expect(filesOf('.ts', '.mjs').flatMap(longFunctions)).toEqual([]);
  });
});
