import { MailTemplateError } from '../mail.errors';
import { assemble } from './assemble';

const partials: Readonly<Record<string, string>> = {
  layout: '<a>{{heading}}</a>{{> @partial-block}}<b>{{> button label=heading}}</b>',
  button: '<i>{{ label }}</i>',
  endless: '{{> endless}}',
  link: '{{#if href}}<u>{{href}}</u>{{/if}}',
};

const assembled = (text: string): string =>
  assemble(
    { file: 'mail.hbs', text },
    {
      partial: (name) => {
        const found = partials[name];
        if (found === undefined) throw new MailTemplateError(name, 'is missing');
        return { file: `${name}.hbs`, text: found };
      },
      constants: new Map([['light.accent', '#6a1b36']]),
    },
  );

describe('assembling mail templates', () => {
  it('puts partials in place and hands their parameters on as expressions, not as values', () => {
    expect(
      assembled("1{{> button label=(t 'a.b' x=y.z)}}2{{> button label='Oui'}}3{{> button label=a.b}}"),
    ).toBe("1<i>{{t 'a.b' x=y.z}}</i>2<i>Oui</i>3<i>{{a.b}}</i>");
  });

  it('wraps a block in its layout, whose own partials see its parameters', () => {
    expect(assembled("{{#> layout heading=(t 'h')}}[{{> button label=x}}]{{/layout}}.")).toBe(
      "<a>{{t 'h'}}</a>[<i>{{x}}</i>]<b><i>{{t 'h'}}</i></b>.",
    );
  });

  it('asks whether there is a parameter of the thing that it stands for', () => {
    expect(assembled('{{> link href=a.b}}')).toBe('{{#if a.b}}<u>{{a.b}}</u>{{/if}}');
  });

  it('leaves what a reader’s data fills for later, and fills in the colours', () => {
    expect(assembled('{{theme.light.accent}} {{#if a}}{{b}}{{/if}}')).toBe('#6a1b36 {{#if a}}{{b}}{{/if}}');
  });

  it.each([
    ['an unknown token', '{{theme.light.nope}}', /the theme has no "light.nope"/],
    ['an unknown partial', '{{> nope}}', /is missing/],
    ['a parameter without a place', "{{> button labl='x'}}", /no place for the parameter "labl"/],
    ['an unclosed block', '{{#> layout heading=x}}…', /not closed/],
    ['a partial that contains itself', '{{> endless}}', /too deep/],
    ['a partial call that it cannot read', '{{> button label=(a (b))}}', /cannot read/],
    ['a dynamic partial', '{{> (lookup . "x")}}', /cannot read/],
    ['a triple stash', '{{{a}}}', /unescaped/],
    ['an ampersand stash', '{{& a}}', /unescaped/],
  ])('refuses %s', (_what, text, message) => {
    expect(() => assembled(text)).toThrow(message);
    expect(() => assembled(text)).toThrow(MailTemplateError);
  });
});
