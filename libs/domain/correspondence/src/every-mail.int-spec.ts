import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enquiryMails } from '@halles/domain/enquiries';
import { freshnessMails } from '@halles/domain/freshness';
import { type ReportMailModel, reportMails } from '@halles/domain/reports';
import {
  type MailDefinition,
  MailRenderer,
  MailTemplateError,
  checkMails,
  findMailErrors,
} from '@halles/platform/mail';
import { LastGoodFolders } from '@halles/platform/tenancy';
import { CompilerResults } from '@halles/platform/theming';
import { aTerritory } from '@halles/testing';
import { everyMail } from './every-mail';

const root = process.cwd();
const locales = ['fr', 'en'] as const;
const [forward] = enquiryMails.forward.fixtures;
const folders = new Set(everyMail.map((mail) => mail.folder));

const readTokens = (): Promise<string> => readFile(join(root, 'tenants/bordeaux/theme/tokens.json'), 'utf8');

async function shippedSlugs(): Promise<string[]> {
  const entries = await readdir(join(root, 'tenants'), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** The application's folder with other tenants in it. */
async function rootWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'halles-mail-'));
  for (const path of ['libs/platform/mail/templates', 'apps/portal/views/neutral', ...folders]) {
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

describe('mail in the faces of the territories that ship', () => {
  it('passes every check: overrides, texts in both languages, French typography, colours, nothing loaded', async () => {
    expect(await checkMails(root, await shippedSlugs(), everyMail)).toEqual([]);
  });

  it('is compiled by the process that starts first, and looks the same in the next', async () => {
    const kept = await mkdtemp(join(tmpdir(), 'halles-kept-'));
    const bare = await rootWith({});
    jest.spyOn(CompilerResults, 'folder').mockReturnValue(kept);
    const keep = jest.spyOn(CompilerResults.prototype, 'keep');
    const render = (from = root) =>
      new MailRenderer(from).render(aTerritory('bordeaux'), enquiryMails.forward, forward, 'fr');
    const first = await render();
    expect(keep.mock.calls.filter(([source]) => source.startsWith('<mjml'))).toHaveLength(1);
    keep.mockClear();
    expect(await render()).toEqual(first);
    expect(keep).not.toHaveBeenCalled();
    // The packages lie elsewhere: which MJML this is cannot be told.
    expect((await render(bare)).html).toContain('</html>');
    expect(keep.mock.calls.filter(([source]) => source.startsWith('<mjml'))).toEqual([]);
    jest.restoreAllMocks();
    for (const folder of [kept, bare]) await rm(folder, { recursive: true });
  });

  it('are of different names', () => {
    expect(new Set(everyMail.map(({ name }) => name)).size).toBe(everyMail.length);
  });

  it('renders every mail for every territory and language, each different from the others', async () => {
    const renderer = new MailRenderer(root);
    const seen = new Set<string>();
    const slugs = [...(await shippedSlugs()), 'without-folder'];
    for (const slug of slugs) {
      for (const definition of everyMail) {
        const [model] = definition.fixtures as readonly [Readonly<Record<string, string>>];
        for (const locale of locales) {
          const mail = await renderer.render(aTerritory(slug), definition, model, locale);
          for (const part of [mail.subject, mail.text, mail.html])
            expect(part).not.toMatch(/\{\{|\}\}|undefined|\[object/);
          expect(mail.html).toContain(`<html lang="${locale}"`);
          expect(mail.text).toContain(
            model['reference'] ?? model['listing'] ?? aTerritory(slug).title[locale],
          );
          seen.add(mail.html);
        }
      }
    }
    expect(seen.size).toBe(slugs.length * everyMail.length * locales.length);
  });

  it('wears the colours of the territory, light and dark', async () => {
    const renderer = new MailRenderer(root);
    const { html } = await renderer.render(aTerritory('bordeaux'), enquiryMails.forward, forward, 'fr');
    const tokens = (await import(join(root, 'tenants/bordeaux/theme/tokens.json'))) as {
      light: { accent: string };
      dark: { accent: string };
    };
    expect(html).toContain(tokens.light.accent);
    expect(html).toMatch(new RegExp(`prefers-color-scheme: dark[\\s\\S]*${tokens.dark.accent}`));
  });

  it('takes a territory’s own masthead and words in place of the base ones', async () => {
    const renderer = new MailRenderer(root);
    const of = (slug: string) => renderer.render(aTerritory(slug), enquiryMails.forward, forward, 'fr');
    expect((await of('hauts-de-france')).html).toContain('class="motif"');
    expect((await of('bordeaux')).html).not.toContain('class="motif"');
    expect((await of('grand-angouleme')).text).toMatch(/^Une bulle de Marie/);
    expect((await of('valence')).text).toMatch(/^Marie.* vous\u00a0écrit/);
  });
});

describe('parts of a mail that are only sometimes there', () => {
  it.each<[string, MailDefinition<ReportMailModel>]>([['report-received', reportMails.received]])(
    '%s quotes nothing where nothing was written',
    async (_name, mail) => {
      const [model] = mail.fixtures;
      const render = (message: string | null) =>
        new MailRenderer(root).render(aTerritory('bordeaux'), mail, { ...model, message }, 'fr');
      expect((await render('Fermé le lundi.')).html).toContain('<div dir="auto">');
      expect((await render(null)).html).not.toContain('<div dir="auto">');
    },
  );

  it('the monthly question says nothing of special days', async () => {
    const [model] = freshnessMails.check.fixtures;
    const render = (coming: typeof model.coming | []) =>
      new MailRenderer(root).render(aTerritory('bordeaux'), freshnessMails.check, { ...model, coming }, 'fr');
    const [all, without] = [await render(model.coming), await render([])];
    expect(all.html.match(/<table/g)?.length).toBeGreaterThan(without.html.match(/<table/g)?.length ?? 0);
  });
});

describe('mail templates and data', () => {
  const hostile = {
    ...forward,
    name: '<script>alert(1)</script>{{t "x"}}',
    subject: '</mj-text><mj-raw><img src=x onerror=alert(1)>',
    message: '"><a href="javascript:alert(1)">x</a>\n{{#each @root}}{{this}}{{/each}}\n[[=]] </td></table>',
  };

  it('escapes every value in HTML, and evaluates none as a template or as MJML', async () => {
    const { html } = await new MailRenderer(root).render(
      aTerritory('bordeaux'),
      enquiryMails.forward,
      hostile,
      'fr',
    );
    expect(html).not.toMatch(/<script|<img|<mj-|<a href="javascript/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;{{t &quot;x&quot;}}');
    expect(html).toContain('{{#each @root}}{{this}}{{/each}}');
    const clean = await new MailRenderer(root).render(
      aTerritory('bordeaux'),
      enquiryMails.forward,
      forward,
      'fr',
    );
    const tags = (text: string) => [...text.matchAll(/<(table|td|div|a)\b/g)].length;
    expect(tags(html)).toBe(tags(clean.html));
  });

  it('writes values as they are in plain text, and the subject on one line', async () => {
    const mail = await new MailRenderer(root).render(
      aTerritory('bordeaux'),
      enquiryMails.forward,
      { ...hostile, subject: 'Prix & <horaires>\r\nBcc: evil@x.fr' },
      'fr',
    );
    // Nothing of it is a link, which nobody sees.
    const seen = (words: string): string => words.replaceAll('\u2060', '');
    expect(seen(mail.text)).toContain('> "><a href="javascript:alert(1)">x</a>');
    expect(seen(mail.text)).toContain('Prix & <horaires> Bcc: evil@x.fr');
    expect(seen(mail.subject)).toMatch(/^Prix & <horaires> Bcc: evil@x\.fr – message de [^\n]+$/);
  });

  it('refuses a model whose link is not of the web', async () => {
    const model = { ...forward, portalUrl: 'javascript:alert(1)' };
    await expect(
      new MailRenderer(root).render(aTerritory('bordeaux'), enquiryMails.forward, model, 'fr'),
    ).rejects.toThrow(/not a web address/);
  });

  it('refuses a slug that leaves the folder of tenants', async () => {
    const settings = { ...aTerritory('bordeaux'), slug: '../../etc' };
    await expect(
      new MailRenderer(root).render(settings, enquiryMails.forward, forward, 'fr'),
    ).rejects.toThrow(/not a slug/);
  });
});

describe('mail check', () => {
  let folder = '';
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['a file that overrides nothing', 'partials/mastheat.mjml.hbs', 'x', /overrides nothing/],
    [
      'a text that the base does not have',
      'locales/fr.json',
      '{"enquiry-forward.headign":"x"}',
      /replaces no text of the base/,
    ],
    ['texts that are not JSON', 'locales/fr.json', '{', /valid JSON/],
    [
      'a place that the other language lacks',
      'locales/fr.json',
      '{"enquiry-forward.heading":"Bonjour"}',
      /fills \{person\} in English and \{\} in French/,
    ],
    [
      'a name of nobody knows what behind « de »',
      'locales/fr.json',
      '{"enquiry-forward.heading":"Un mot de {name}"}',
      /does not say whether \{name\}/,
    ],
    [
      'a value that the template does not give',
      'locales/fr.json',
      '{"demonstration":"{nope}"}',
      /nothing to fill \{nope\} with/,
    ],
    [
      'French without its no-break space',
      'locales/fr.json',
      '{"enquiry-acknowledge.no-copy":"Copie :"}',
      /no-break space/,
    ],
    ['an unknown path', 'enquiry-forward/text.hbs', '{{mail.nope}}', /"nope" not defined/],
    ['an unknown helper', 'enquiry-forward/text.hbs', '{{lookup mail "name"}}', /lookup/],
    ['a way to the whole data', 'enquiry-forward/text.hbs', '{{@root.process}}', /"process" not defined/],
    ['the constructor of a value', 'enquiry-forward/text.hbs', '{{mail.constructor.name}}', /not defined/],
    ['a triple stash', 'partials/masthead.mjml.hbs', '<mj-raw>{{{title}}}</mj-raw>', /unescaped/],
    ['broken MJML', 'partials/lead.mjml.hbs', '<mj-nope>{{text}}</mj-nope>', /mj-nope/],
    [
      'a condition that MJML drops',
      'partials/lead.mjml.hbs',
      '{{#if mail.name}}<mj-section><mj-column><mj-text>{{text}}</mj-text></mj-column></mj-section>{{/if}}',
      /MJML drops \{\{#if mail\.name\}\}/,
    ],
    [
      'a picture',
      'partials/lead.mjml.hbs',
      '<mj-raw>{{text}}<img src="https://x.example/"></mj-raw>',
      /loads something/,
    ],
    [
      'a colour outside the tokens',
      'partials/lead.mjml.hbs',
      '<mj-raw><p style="color:#fff">{{text}}</p></mj-raw>',
      /outside the tokens/,
    ],
  ])('finds %s', async (_what, path, text, message) => {
    folder = await rootWith({ [`tenants/testville/mail/${path}`]: text });
    const findings = await checkMails(folder, ['testville'], everyMail);
    expect(findings.map((finding) => `${finding.file}: ${finding.message}`).join('\n')).toMatch(message);
  });

  it('says which key of the tokens is wrong', async () => {
    folder = await rootWith({ 'tenants/testville/theme/tokens.json': '{"light":{"accent":"red"}}' });
    const findings = await checkMails(folder, ['testville'], everyMail);
    expect(findings[0]?.file).toBe('tenants/testville/theme/tokens.json');
    expect(findings[0]?.message).toContain('light.accent');
  });

  it('says of a territory what keeps its mails from being sent, and nothing of what is merely unwise', async () => {
    folder = await rootWith({
      'tenants/testville/mail/partials/lead.mjml.hbs': '<mj-nope>{{text}}</mj-nope>',
      'tenants/otherville/mail/locales/fr.json': '{"enquiry-acknowledge.no-copy":"Copie :"}',
    });
    expect(await findMailErrors(folder, 'testville', everyMail)).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/mj-nope/) }),
    ]);
    expect(await findMailErrors(folder, 'otherville', everyMail)).toEqual([]);
    expect(await findMailErrors(folder, 'nowhere', everyMail)).toEqual([]);
  });

  it('sends by the last good copy while the territory’s own template is wrong', async () => {
    const file = 'tenants/testville/mail/enquiry-forward/text.hbs';
    folder = await rootWith({ [file]: 'Bonjour', 'tenants/testville/theme/tokens.json': await readTokens() });
    const home = await mkdtemp(join(tmpdir(), 'halles-home-'));
    const lastGood = new LastGoodFolders({ root: folder, home });
    const told: string[] = [];
    const renderer = new MailRenderer(folder, { lastGood, onError: (slug) => told.push(slug) });
    const render = () => renderer.render(aTerritory('testville'), enquiryMails.forward, forward, 'fr');
    lastGood.keep('testville', lastGood.editionOf('testville'));
    await writeFile(join(folder, file), '{{#if');
    expect([(await render()).text, told]).toEqual(['Bonjour\n', ['testville']]);
    await rm(join(folder, 'tenants'), { recursive: true });
    expect((await render()).text).toBe('Bonjour\n');
    await rm(home, { recursive: true });
  });

  it.each(['mail/enquiry-forward/text.hbs', 'mail/locales/fr.json', 'theme/tokens.json'])(
    'mails nothing that a link in a folder points to (%s)',
    async (name) => {
      const file = `tenants/testville/${name}`;
      folder = await rootWith({
        [file]: '',
        elsewhere: name.endsWith('.json') ? await readTokens() : 'secret',
      });
      await rm(join(folder, file));
      await symlink(join(folder, 'elsewhere'), join(folder, file));
      const sent = new MailRenderer(folder).render(
        aTerritory('testville'),
        enquiryMails.forward,
        forward,
        'fr',
      );
      await expect(sent).rejects.toThrow(new RegExp(`${file}: .*symbolic links`));
    },
  );

  it('repairs itself: an error is not remembered once the file is right', async () => {
    folder = await rootWith({ 'tenants/testville/mail/enquiry-forward/text.hbs': '{{#if' });
    const renderer = new MailRenderer(folder);
    const render = () => renderer.render(aTerritory('testville'), enquiryMails.forward, forward, 'fr');
    await expect(render()).rejects.toThrow(MailTemplateError);
    await writeFile(join(folder, 'tenants/testville/mail/enquiry-forward/text.hbs'), 'Bonjour');
    expect((await render()).text).toBe('Bonjour\n');
  });
});
