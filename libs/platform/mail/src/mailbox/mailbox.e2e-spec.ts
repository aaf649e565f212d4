import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { enquiryMails } from '@halles/domain/enquiries';
import { aTerritory, launchBrowser } from '@halles/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aMail } from '../mail-transport.contract';
import { SmtpTransport } from '../smtp-transport';
import type { MailDefinition } from '../templates/mail-definition';
import { MailRenderer } from '../templates/mail-renderer';
import { type Mailbox, startMailbox } from './mailbox';
import { MailboxClient } from './mailbox-client';

const territories = [
  'bordeaux',
  'hauts-de-france',
  'grand-angouleme',
  'issy-les-moulineaux',
  'valence',
  'without-folder',
];
const root = process.cwd();

describe('mailbox in a browser', () => {
  let folder: string;
  let mailbox: Mailbox;
  let client: MailboxClient;
  let transport: SmtpTransport;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const foreign: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halles-mailbox-'));
    mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, folder });
    client = new MailboxClient(mailbox);
    transport = new SmtpTransport(`smtp://127.0.0.1:${mailbox.smtpPort}`);
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    await fetch(`${client.origin}/api/messages`, { method: 'DELETE' });
    context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 800 } });
    page = await context.newPage();
    // A load that the policy stopped before it left is what is wanted; any other foreign one is a leak.
    page.on('requestfinished', (sent) => note(sent.url()));
    page.on('requestfailed', (sent) => {
      if (sent.failure()?.errorText !== 'csp') note(sent.url());
    });
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    await transport.close();
    await mailbox.close();
    await rm(folder, { recursive: true });
  });

  function note(url: string): void {
    if (!url.startsWith(client.origin)) foreign.push(url);
  }

  async function errors(disabled: string[] = []): Promise<string[]> {
    // In legacy mode, which opens no page of its own for each check. No script runs in the message's frame, so that the checker would wait for an answer from there without end.
    await page.evaluate(`for (const frame of document.querySelectorAll('iframe')) {
      const empty = frame.cloneNode();
      empty.removeAttribute('src');
      empty.removeAttribute('sandbox');
      frame.replaceWith(empty);
    }`);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().disableRules(disabled).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  it('has no accessibility error, light or dark, empty, full and in every view', async () => {
    await page.goto(client.origin);
    expect(await errors()).toEqual([]);
    await transport.send(
      aMail({ attachments: [{ filename: 'a.txt', contentType: 'text/plain', content: Buffer.of(97) }] }),
    );
    await transport.send(aMail({ subject: 'mot'.repeat(60) }));
    const [newest, first] = await client.list();
    const views = ['?view=text', '?view=headers', '?view=source', '?view=html&width=phone'];
    const paths = [
      '/',
      '/?search=rien',
      `/messages/${newest?.id}`,
      ...views.map((view) => `/messages/${first?.id}${view}`),
      '/nope',
    ];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const path of paths) {
        await page.goto(client.origin + path);
        expect([path, colorScheme, await errors()]).toEqual([path, colorScheme, []]);
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect([path, overflow]).toEqual([path, 0]);
      }
    }
  }, 120_000);

  it('shows mail that reads well in every territory’s face, light and dark', async () => {
    const renderer = new MailRenderer(root);
    for (const slug of territories) {
      const render = async <Model>(mail: MailDefinition<Model>) =>
        (await renderer.render(aTerritory(slug), mail, mail.fixtures[0], 'fr')).html;
      // Both on one page: the checker takes a second a page.
      await page.setContent((await render(enquiryMails.forward)) + (await render(enquiryMails.acknowledge)));
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        // A mail is a document inside another program: landmarks and the one main heading are that program's.
        const found = await errors(['region', 'landmark-one-main', 'page-has-heading-one']);
        expect([slug, colorScheme, found]).toEqual([slug, colorScheme, []]);
      }
    }
  }, 120_000);

  it('shows a new message without a reload, as unread until it is opened', async () => {
    await page.goto(client.origin);
    await page.waitForLoadState('load');
    await transport.send(aMail({ subject: 'Tout neuf' }));
    await page.getByText('Tout neuf').click({ timeout: 60_000 });
    await page.getByRole('heading', { name: 'Tout neuf' }).waitFor();
    await page.getByRole('link', { name: /Tous les messages/ }).click();
    expect(await page.locator('li.new').count()).toBe(0);
    expect(await page.locator('li.seen').count()).toBe(1);
  });

  it('runs nothing of a hostile message and loads nothing for it', async () => {
    const html =
      '<head></head><script>parent.hacked=1</script><img src="https://evil.example/p.png" onerror="parent.hacked=1">' +
      '<style>@import "https://evil.example/x.css";body{background:url(https://evil.example/b.png)}</style>' +
      '<svg onload="parent.hacked=1"></svg><iframe src="javascript:parent.hacked=1"></iframe>' +
      '<form action="/messages/delete" method="post"><button>x</button></form><a href="https://example.fr/">lien</a>';
    const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
    await transport.send(
      aMail({ html, text: hostile, subject: hostile, from: { name: hostile, address: 'a@b.fr' } }),
    );
    const [message] = await client.list();
    foreign.length = 0;
    for (const path of [
      '/',
      ...['html', 'text', 'headers', 'source'].map((view) => `/messages/${message?.id}?view=${view}`),
    ]) {
      await page.goto(client.origin + path, { waitUntil: 'networkidle' });
      expect(await page.evaluate('window.hacked')).toBeUndefined();
    }
    await page.goto(`${client.origin}/messages/${message?.id}`);
    await page.frameLocator('iframe').getByRole('button').click();
    expect(foreign).toEqual([]);
    expect(await client.list()).toHaveLength(1);
  });
});
