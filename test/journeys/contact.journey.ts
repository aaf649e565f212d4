import { type Locale, MINUTE } from '@halles/kernel';
import { platformOf } from '@halles/testing';
import type { Page } from 'playwright-core';
import { tabTo } from './keyboard-walk';
import { openPortalStage, type PortalStage } from './portal-stage';

jest.setTimeout(3 * MINUTE);

const PATHS = {
  fr: { home: '/', contact: '/contact', sent: '/contact/envoye' },
  en: { home: '/en', contact: '/en/contact', sent: '/en/contact/sent' },
} as const;

const SAYS = {
  fr: {
    error: /^Erreur\u00a0: /,
    unsent: 'Votre message n’est pas parti',
    missing: 'Donnez un objet à votre message.',
    unstored: 'Votre message n’a pas pu être enregistré',
  },
  en: {
    error: /^Error: /,
    unsent: 'Your message was not sent',
    missing: 'Say what your message is about.',
    unstored: 'Your message could not be stored',
  },
} as const;

const SUBMIT = 'contact-form button[type=submit]';

const WRITERS = [
  { locale: 'fr', scripts: 'without scripts', slug: 'issy-les-moulineaux' },
  { locale: 'en', scripts: 'without scripts', slug: 'grand-angouleme' },
  { locale: 'fr', scripts: 'with scripts', slug: 'valence' },
  { locale: 'en', scripts: 'with scripts', slug: 'hauts-de-france' },
] as const;

describe('a citizen writes to the town hall', () => {
  let stage: PortalStage;

  beforeAll(async () => {
    stage = await openPortalStage();
  });
  afterAll(() => stage.close());

  /** Jobs that are owed for enquiries, on all territories. */
  const owed = async (): Promise<number> =>
    (await platformOf(stage.world).query("SELECT 1 FROM outbox WHERE kind LIKE 'enquiry.%'")).length;

  const focusedId = (page: Page): Promise<string> =>
    page.evaluate<string>("document.activeElement?.id ?? ''");

  /** Types into the fields one after the other, from the first on, and sends with the button. */
  async function fillByKeyboard(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [id, text] of Object.entries(fields)) {
      await tabTo(page, `#${id}`);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    }
    await tabTo(page, SUBMIT);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  }

  async function readErrors(page: Page, locale: Locale): Promise<void> {
    expect(await page.title()).toMatch(SAYS[locale].error);
    await page.locator('#summary:focus').waitFor();
    expect(await page.textContent(':focus')).toContain(SAYS[locale].unsent);
    const errors = await page.locator('#summary a').all();
    expect(errors).toHaveLength(2);
    for (const [index, id] of ['email', 'subject'].entries()) {
      const said = await errors[index]?.textContent();
      const described = (await page.getAttribute(`#${id}`, 'aria-describedby')) ?? '';
      expect(described.split(' ')).toContain(`${id}-error`);
      expect(await page.textContent(`#${id}-error`)).toContain(said);
      expect(await page.getAttribute(`#${id}`, 'aria-invalid')).toBe('true');
    }
    expect(await page.textContent('#subject-error')).toContain(SAYS[locale].missing);
    expect(await page.locator('[aria-invalid=true]').count()).toBe(2);
  }

  /** From the summary, the link of each error leads into its field, whose label and error are then in the window. */
  async function followErrors(page: Page): Promise<void> {
    for (const id of ['email', 'subject']) {
      await page.focus('#summary');
      await tabTo(page, `#summary a[href="#${id}"]`);
      await page.keyboard.press('Enter');
      expect(await focusedId(page)).toBe(id);
      for (const near of [`label[for=${id}]`, `#${id}-error`, `#${id}`])
        expect((await page.locator(near).boundingBox())?.y).toBeGreaterThanOrEqual(0);
    }
  }

  it.each(WRITERS)(
    'in $locale, by keyboard alone, $scripts: is led to the errors, keeps what was typed, mends it and has a receipt',
    async ({ locale, scripts, slug }) => {
      const before = await owed();
      const { context, page, misdeeds } = await stage.visit(slug, {
        javaScriptEnabled: scripts === 'with scripts',
        viewport: { width: 390, height: 600 },
      });
      const at = (path: string): string => stage.originOf(slug) + path;
      await page.goto(at(PATHS[locale].home));
      await tabTo(page, `nav a[href="${PATHS[locale].contact}"]`);
      await Promise.all([page.waitForURL(at(PATHS[locale].contact)), page.keyboard.press('Enter')]);
      const typed = { name: 'Jeanne Martin', email: 'pas une adresse', message: 'À quelle heure ?' };
      await fillByKeyboard(page, typed);

      await readErrors(page, locale);
      for (const [id, text] of Object.entries(typed)) expect(await page.inputValue(`#${id}`)).toBe(text);
      await followErrors(page);
      expect(await owed()).toBe(before);

      await page.focus('#summary');
      await fillByKeyboard(page, { email: 'jeanne@habitante.example', subject: 'Le marché' });
      const sent = new URL(page.url());
      expect(sent.pathname).toBe(PATHS[locale].sent);
      expect(await page.textContent('main')).toContain(sent.searchParams.get('ref'));
      expect(await owed()).toBe(before + 2);
      expect(await context.cookies()).toEqual([]);
      expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
      await context.close();
    },
  );

  it('sees nothing of the proof of work, which is solved while they type and sent with the form', async () => {
    const slug = 'valence';
    const { context, page, misdeeds } = await stage.visit(slug, { javaScriptEnabled: true });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await page.goto(`${stage.originOf(slug)}/contact`);
    const text = await page.innerText('main');
    const before = requests.length;
    await fillByKeyboard(page, {
      name: 'Jeanne Martin',
      email: 'jeanne@habitante.example',
      subject: 'Le marché',
      message: 'À quelle heure ?',
    });
    expect(new URL(page.url()).pathname).toBe(PATHS.fr.sent);
    expect(text).not.toMatch(/robot|captcha|preuve/i);
    expect(requests.slice(before).filter((one) => one.startsWith('POST'))).toEqual(['POST /contact']);
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
    await context.close();
  });

  it('is not held up by a form that they send before it is solved', async () => {
    const slug = 'hauts-de-france';
    const { context, page } = await stage.visit(slug, { javaScriptEnabled: true });
    await page.goto(`${stage.originOf(slug)}/contact`);
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    // Filled in by a program of the browser's own, as by its autocompletion: nothing was touched before the button.
    await page.evaluate(`
      const typed = { name: 'Ali', email: 'ali@habitant.example', subject: 'Le marché', message: 'Quand ?' };
      for (const [id, text] of Object.entries(typed)) document.getElementById(id).value = text;
      document.querySelector('${SUBMIT}').click();
    `);
    const proof = new URLSearchParams((await sent).postData() ?? '').get('proof') ?? '';
    expect(JSON.parse(proof)).toMatchObject({ solution: { counter: expect.any(Number) } });
    await page.waitForURL(stage.originOf(slug) + PATHS.fr.sent + '?**');
    await context.close();
  });

  it.each([
    ['fr', 'bordeaux'],
    ['en', 'valence'],
  ] as const)(
    'in %s: what cannot be stored for now stays in the form, and is stored once when it is sent again',
    async (locale, slug) => {
      const before = await owed();
      const { context, page } = await stage.visit(slug, { javaScriptEnabled: false });
      await page.goto(stage.originOf(slug) + PATHS[locale].contact);
      await storing(slug, 'REVOKE');
      const typed = {
        name: 'Ali',
        email: 'ali@habitant.example',
        subject: 'Le marché',
        message: 'À quelle heure ?',
      };
      await fillByKeyboard(page, typed);
      await page.locator('#summary:focus').waitFor();
      expect(await page.textContent('#summary')).toContain(SAYS[locale].unstored);
      for (const [id, text] of Object.entries(typed)) expect(await page.inputValue(`#${id}`)).toBe(text);
      await storing(slug, 'GRANT');
      await fillByKeyboard(page, {});
      expect(new URL(page.url()).pathname).toBe(PATHS[locale].sent);
      expect(await owed()).toBe(before + 2);
      await context.close();
    },
  );

  /** Takes the right to store enquiries from a territory, or gives it back. */
  async function storing(slug: string, verb: 'REVOKE' | 'GRANT'): Promise<void> {
    const [tenant] = await platformOf(stage.world).query<{ role: string }>(
      'SELECT role_name AS role FROM tenant WHERE slug = $1',
      [slug],
    );
    const role = tenant?.role ?? '';
    await stage.world.installation.onSchema('main', role, (runner) =>
      runner.query(`${verb} INSERT ON enquiry ${verb === 'GRANT' ? 'TO' : 'FROM'} ${role}`),
    );
  }
});
