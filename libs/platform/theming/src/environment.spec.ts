import { ViewEnvironment } from './environment';
import { TemplateSyntaxError } from './template-engine';
import { Texts } from './texts';

const texts = new Texts('fr', new Map([['hello', 'Bonjour {name}']]));
const sources = {
  icons: new Map([['home', '<svg class="icon"></svg>']]),
  motif: '<svg class="motif"></svg>',
};
const environment = (views: Record<string, string>): ViewEnvironment =>
  new ViewEnvironment(new Map(Object.entries(views)), sources);
const render = (template: string, page: object, partials: Record<string, string> = {}): string =>
  environment({ 'pages/x': template, ...partials }).render('pages/x', page, { texts });

describe('a theme’s environment', () => {
  it('wraps a page in its layout and reaches the page’s data from both', () => {
    const html = render(
      '{{#> layouts/page}}<p>{{body.text}}</p>{{/layouts/page}}',
      { layout: { title: 'T' }, body: { text: 'corps' } },
      {
        'layouts/page': '<h1>{{layout.title}}</h1>{{> @partial-block}}',
      },
    );
    expect(html).toBe('<h1>T</h1><p>corps</p>');
  });

  it('escapes all that comes from data, also inside texts', () => {
    expect(render('{{t "hello" name=body}}', { body: '<b>"&' })).toBe('Bonjour &lt;b&gt;&quot;&amp;');
  });

  it('fails on a field that the page does not have, instead of leaving a hole', () => {
    expect(() => render('{{body.missing}}', { body: {} })).toThrow(/missing/);
    expect(() => render('{{t "nothing"}}', {})).toThrow(/nothing/);
    expect(() => render('{{icon "nothing"}}', {})).toThrow(/nothing/);
  });

  it('refuses a helper that is not on the list when it compiles', () => {
    expect(() => environment({ 'pages/x': '{{log "x"}}{{#foo "y"}}{{/foo}}' })).toThrow(TemplateSyntaxError);
    expect(() => environment({ 'pages/x': '{{shout body}}' })).toThrow(TemplateSyntaxError);
  });

  it.each([
    ['{{constructor.name}}', {}],
    ['{{body.constructor.name}}', { body: {} }],
    ['{{lookup body "__proto__"}}', { body: {} }],
    ['{{body.__proto__.polluted}}', { body: {} }],
    [
      '{{body.secret}}',
      {
        body: new (class Entity {
          get secret() {
            return 's3cret';
          }
        })(),
      },
    ],
    ['{{#with (lookup body "constructor")}}{{name}}{{/with}}', { body: {} }],
    ['{{#each @root.body}}{{this}}{{/each}}', { body: Object.create({ secret: 's3cret' }) as object }],
    ['{{@texts.table.secret}}', {}],
    ['{{{{raw}}}} {{{{/raw}}}}', {}],
  ])('gives %s nothing of the program', (template, page) => {
    const attempt = (): string => {
      try {
        return render(template, page);
      } catch {
        return '';
      }
    };
    expect(attempt().replaceAll('[object Object]', '').trim()).toBe('');
  });

  it('compiles at start, not at the first visit', () => {
    expect(() => environment({ 'pages/never-rendered': '{{#if}}' })).toThrow(/pages\/never-rendered\.hbs/);
  });

  it('keeps two environments apart though they share compiled sources', () => {
    const page = { body: {} };
    const a = environment({ 'pages/x': '{{> partials/mark}}', 'partials/mark': 'A' });
    const b = environment({ 'pages/x': '{{> partials/mark}}', 'partials/mark': 'B' });
    expect([a.render('pages/x', page, { texts }), b.render('pages/x', page, { texts })]).toEqual(['A', 'B']);
  });

  it('chooses the error page of the status, then of its class, then the general one', () => {
    const errors = environment({
      'errors/error': 'general',
      'errors/404': 'not found',
      'errors/5xx': 'server',
    });
    const at = (status: number): string => errors.render('errors/error', {}, { texts }, { status });
    expect([404, 503, 429].map(at)).toEqual(['not found', 'server', 'general']);
  });
});
