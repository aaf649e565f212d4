import { transformSync } from 'esbuild';

describe('what a worker remembers of stylesheets', () => {
  it('is how each is minified', () => {
    const minify = (source: string) => transformSync(source, { loader: 'css', minify: true });
    expect(minify('a { color: red }')).toBe(minify('a { color: red }'));
    expect(minify('b { color: red }').code).toBe('b{color:red}\n');
  });

  it('is nothing of one that was minified with other options', () => {
    const source = 'a { color: red }';
    expect(transformSync(source, { loader: 'css', minify: false }).code).toBe('a {\n  color: red;\n}\n');
    expect(transformSync(source, { loader: 'css', minify: true }).code).toBe('a{color:red}\n');
  });
});
