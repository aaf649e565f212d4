import { MINUTE, required } from '@halles/kernel';
import type { MessageSummary } from '@halles/platform/mail';
import { hostileMarkup, platformOf } from '@halles/testing';
import { createTransport } from 'nodemailer';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { type Planted, sessionFor } from '../isolation/portal-planted';
import { pathOf } from '../isolation/portal-addresses';
import { guardedRows, publicRows } from '../isolation/portal-routes';
import { until } from '../reliability/stage';
import { type HostileStage, openHostileStage } from './hostile-stage';
import { injectInto, openElsewhere, STOPPING } from './injected-markup';
import { type PageRequests, watchRequests } from './page-requests';
import { findingsIn, type ScriptWatch, watchScripts } from './script-watch';
import { FILLED } from './stage-directory';

jest.setTimeout(6 * MINUTE);

/** What is no page: files, pictures, what programs read, and what leads elsewhere at once. */
const NO_PAGE =
  /\.(svg|csv|xlsx|pdf|png|jpg|ics|js|webmanifest|geojson|jsonld|ttl|txt|xml|ico)$|\/entiere$|\/photos\/:picture$|\/fichier\/:file$|[-/]en-direct$|proconnect|\/(media|assets|api)\//;
const OF_CLAIMANTS = /^GET \/pro\/(trouver|ajouter|revendiquer|demandes|transferts)/;
const isPage = (route: string): boolean => route.startsWith('GET ') && !NO_PAGE.test(route);

/** Pages of a town that each can open, as paths. */
function pagesOf(things: Planted): Readonly<Record<'nobody' | 'claimant' | 'owner', readonly string[]>> {
  const pathTo = (route: string): string => {
    const address = { route, method: 'GET', fr: route.slice('GET '.length), en: null, isPublic: false };
    // What is claimed is the business that nobody keeps.
    const asked = route.includes('/revendiquer/')
      ? { ...things, listingSlug: `x-${things.listing + 1}` }
      : things;
    return pathOf(address, 'fr', asked);
  };
  const guarded = guardedRows.map(({ route }) => route).filter(isPage);
  return {
    nobody: publicRows.filter(isPage).map(pathTo),
    claimant: guarded.filter((route) => OF_CLAIMANTS.test(route)).map(pathTo),
    owner: guarded.filter((route) => !OF_CLAIMANTS.test(route)).map(pathTo),
  };
}

describe('words that try to be code', () => {
  let stage: HostileStage;
  beforeAll(async () => {
    stage = await openHostileStage();
  }, 3 * MINUTE);
  afterAll(() => stage.close());

  /** A browser that is watched, with a cookie of somebody. */
  async function open(
    origin: string,
    cookie?: string,
    options: BrowserContextOptions = {},
  ): Promise<{ context: BrowserContext; watch: ScriptWatch }> {
    const { context, page } = await stage.visit(FILLED, options);
    await page.close();
    const watch = await watchScripts(context);
    const [name = '', value = ''] = cookie?.split('=') ?? [];
    const url = origin.replace('http:', 'https:');
    if (cookie !== undefined) await context.addCookies([{ name, value, url, secure: true, httpOnly: true }]);
    return { context, watch };
  }

  /**
   * Opens addresses one after the other, and does something on each.
   * @returns what was found that must not be, and how many of them showed hostile words
   */
  async function walk(
    { context, watch }: { readonly context: BrowserContext; readonly watch: ScriptWatch },
    addresses: readonly string[],
    act: (page: Page, requests: PageRequests) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<{ readonly found: string[]; readonly hostile: string[] }> {
    const page = await context.newPage();
    const requests = watchRequests(page);
    const [found, hostile]: [string[], string[]] = [[], []];
    for (const address of addresses) {
      const answer = await page.goto(address, { waitUntil: 'load' });
      if ((answer?.status() ?? 500) >= 500) found.push(`${answer?.status()} ${address}`);
      await act(page, requests);
      const { odd, isHostile } = await watch.look(page);
      found.push(...odd);
      if (isHostile) hostile.push(address);
    }
    await page.close();
    return { found: [...found, ...watch.told.splice(0)], hostile };
  }

  it('would be seen if one of them ran, lay there or was stopped', async () => {
    expect(new Set(hostileMarkup).size).toBeGreaterThanOrEqual(120);
    const { context, watch } = await open(stage.originOf(FILLED));
    const page = await context.newPage();
    await page.setContent('<img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>');
    await until('it is told', 60_000, async () => watch.told.some((what) => what.startsWith('alert ran')));
    expect((await watch.look(page)).odd.length).toBe(2);
    await page.goto(`${stage.originOf(FILLED)}/a-propos`);
    const markup = '<p>alert(1)</p><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>';
    expect(await findingsIn(page, '/lu', markup)).toEqual({
      odd: ['img onerror=alert(1) on /lu', 'a href=javascript:alert(1) on /lu'],
      isHostile: true,
    });
    await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')");
    await until('that is told', 60_000, async () =>
      watch.told.some((what) => what.startsWith('policy: script')),
    );
    await context.close();
  });

  /**
   * Reads pages of a town as a browser does, without opening them.
   * @returns as `walk`
   */
  async function read(
    slug: string,
    paths: readonly string[],
    cookie?: string,
  ): Promise<{ readonly found: string[]; readonly hostile: string[] }> {
    const { context } = await open(stage.originOf(slug));
    const page = await context.newPage();
    await page.goto(`${stage.originOf(slug)}/robots.txt`);
    const [found, hostile]: [string[], string[]] = [[], []];
    for (const path of paths) {
      const { status, body } = await follow(slug, path, cookie);
      if (status >= 500) found.push(`${status} ${path}`);
      const { odd, isHostile } = await findingsIn(page, path, body);
      found.push(...odd);
      if (isHostile) hostile.push(path);
    }
    await context.close();
    return { found, hostile };
  }

  /** A page, or the one that it leads to. */
  async function follow(slug: string, path: string, cookie?: string): ReturnType<HostileStage['ask']> {
    const answer = await stage.ask(slug, path, cookie);
    const { location } = answer.headers;
    return location === undefined
      ? answer
      : stage.ask(slug, new URL(location, stage.originOf(slug)).pathname, cookie);
  }

  /** Who reads the pages of a town, with their cookie. */
  async function readersOf(at: number) {
    const { ctx, things } = required(stage.towns[at], 'a town');
    const sessions = { nobody: things.browser, claimant: '', owner: '' };
    for (const who of ['claimant', 'owner'] as const)
      sessions[who] = await sessionFor(stage.world, ctx, things.mark, who);
    const pages = pagesOf(things);
    return (['nobody', 'claimant', 'owner'] as const).map((who) => ({
      ...{ slug: ctx.tenant.slug, who, cookie: sessions[who], paths: pages[who] },
      least: { nobody: 10, claimant: 3, owner: 20 }[who],
    }));
  }

  it('run on no page of a portal, whoever opens it', async () => {
    for (const { slug, who, cookie, paths, least } of await readersOf(0)) {
      const browser = await open(stage.originOf(slug), cookie);
      const addresses = paths.map((path) => stage.originOf(slug) + path);
      const { found, hostile } = await walk(browser, addresses);
      expect([who, found]).toEqual([who, []]);
      expect([who, hostile.length > least]).toEqual([who, true]);
      await browser.context.close();
    }
  });

  it.each([1, 2, 3])('lie on no page of a portal, whoever reads it (town %i)', async (at) => {
    for (const { slug, who, cookie, paths, least } of await readersOf(at)) {
      const { found, hostile } = await read(slug, paths, cookie);
      expect([who, found]).toEqual([who, []]);
      expect([who, hostile.length > least]).toEqual([who, true]);
    }
  });

  it('run nowhere where many businesses are called that: lists, their pages, what is proposed while one types', async () => {
    const origin = stage.originOf(FILLED);
    const lists = Array.from({ length: 6 }, (_, n) => `${origin}/commerces?page=${n + 1}`);
    const asked = hostileMarkup
      .filter((_, n) => n % 12 === 0)
      .map((q) => `${origin}/commerces?q=${encodeURIComponent(q)}&ou=${encodeURIComponent(q)}`);
    const pages = stage.imported.map((id) => `/commerce/x-${id}`);
    const opened = pages.filter((_, n) => n % 6 === 0).map((path) => origin + path);
    const reading = await open(origin);
    const walks = [await walk(reading, [...lists, ...asked, ...opened]), await read(FILLED, pages)];
    expect(walks.flatMap(({ found }) => found)).toEqual([]);
    expect(walks.flatMap(({ hostile }) => hostile).length).toBeGreaterThan(pages.length + opened.length);
    const typed = await walk(reading, [origin], async (page) => {
      for (const word of ['alert', 'script', 'onerror', 'svg']) {
        await page.fill('#search-what', '');
        await page.locator('#search-what').pressSequentially(word);
        await page.getByRole('option').first().waitFor();
        expect(await page.locator('[role=listbox]').first().textContent()).toMatch(/[<{"']|alert/);
      }
    });
    expect(typed.found).toEqual([]);
    await reading.context.close();
  });

  it.each([0, 1, 2, 3])('run on no screen of the console (town %i)', async (at) => {
    const { ctx, things } = required(stage.towns[at], 'a town');
    const { origin, cookie } = stage.console;
    const [correction] = await stage.world.work.read(ctx, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM correction LIMIT 1'),
    );
    const town = `${origin}/territoires/${ctx.tenant.slug}`;
    const screens = [
      ...(at === 0 ? ['/', '/comptes'].map((path) => origin + path) : []),
      ...[
        'demandes',
        `demandes/${things.claim}`,
        `demandes/ajouts/${things.addition}`,
        'signalements',
        `signalements/${things.report}`,
        `signalements/corrections/${correction?.id}`,
        'fiches',
        `fiches/${things.listing}`,
        'mandats',
        'visites',
        'equipe',
      ].map((path) => `${town}/${path}`),
    ];
    const browser = await open(origin, cookie);
    const { found, hostile } = await walk(browser, screens, async (page, requests) => {
      await page.locator('h1').first().waitFor();
      // The overview listens to news for as long as it is open.
      if (page.url() === `${origin}/`) return;
      await requests.done();
      if (page.url().endsWith('/fiches')) {
        await page.getByRole('textbox').first().fill('alert');
        await page.keyboard.press('Enter');
      }
      if (page.url().endsWith('/visites')) await page.locator('main .chip').first().click();
      await requests.done();
    });
    expect(found).toEqual([]);
    process.stdout.write(
      `${ctx.tenant.slug}, console: ${hostile.length} of ${screens.length} screens show some\n`,
    );
    // The overview shows towns alone, and a search may find nobody.
    expect(hostile.length).toBeGreaterThanOrEqual(screens.length - 2);
    await browser.context.close();
  });

  it('run in no mail of ours, and in no view of the mailbox', async () => {
    await until('every mail has left', MINUTE, async () => {
      const [waiting] = await platformOf(stage.world).query<{ n: number }>(
        "SELECT count(*)::int AS n FROM outbox WHERE status = 'queued' OR (status = 'pending' AND failures = 0)",
      );
      return waiting?.n === 0;
    });
    const { messages } = (await (await fetch(`${stage.mailbox}/api/messages`)).json()) as {
      messages: MessageSummary[];
    };
    expect(messages.length).toBeGreaterThan(40);
    const browser = await open(stage.mailbox);
    const views = messages.flatMap(({ id }, n) =>
      (n % 5 === 0 ? ['html', 'text', 'headers', 'source'] : ['html']).map(
        (view) => `${stage.mailbox}/messages/${id}?view=${view}`,
      ),
    );
    const { found, hostile } = await walk(browser, [stage.mailbox, ...views]);
    expect(found).toEqual([]);
    expect(hostile.length).toBeGreaterThan(20);
    await browser.context.close();
  });

  it('do not run in a mail of somebody else’s that the mailbox shows', async () => {
    const text = hostileMarkup.join('\n');
    const transport = createTransport({ host: '127.0.0.1', port: stage.smtpPort });
    await transport.sendMail({
      from: { name: '"><script>alert(1)</script>', address: 'evil@evil.example' },
      to: { name: '<img src=x onerror=alert(1)>', address: 'mairie@bourg.example' },
      subject: '</title><script>alert(1)</script>',
      text,
      html: text,
      attachments: [{ filename: '"><svg onload=alert(1)>.html', content: text, contentType: 'text/html' }],
    });
    const browser = await open(stage.mailbox);
    const { messages } = (await (await fetch(`${stage.mailbox}/api/messages`)).json()) as {
      messages: MessageSummary[];
    };
    const id = messages[0]?.id ?? '';
    const page = await browser.context.newPage();
    for (const view of ['?view=html', '?view=text', '?view=headers', '?view=source', '/html'])
      await page.goto(`${stage.mailbox}/messages/${id}${view}`);
    // What the mail tried was stopped and told by the policy of its frame.
    expect(browser.watch.told.filter((what) => / ran |dialog/.test(what))).toEqual([]);
    expect(browser.watch.told.length).toBeGreaterThan(0);
    await browser.context.close();
  });

  describe('written into a page', () => {
    /** What is asked of another site where no policy stops it. */
    const ELSEWHERE = ['/script.js', '/frame', '/style.css'];

    /** Writes markup into the page and uses all of it. @returns what was told, and what left for elsewhere */
    async function attack(address: string, cookie?: string, options: BrowserContextOptions = {}) {
      const elsewhere = await openElsewhere();
      const { context, watch } = await open(new URL(address).origin, cookie, options);
      const page = await context.newPage();
      await page.goto(address);
      await injectInto(page, elsewhere);
      const isFree = options.bypassCSP === true;
      const last = isFree ? 'alert ran' : 'policy: form-action';
      await until('the last of it is told', 60_000, async () => {
        const told = watch.told.filter((what) => what.startsWith(last)).length;
        return (
          told > 0 && (!isFree || (told > 1 && ELSEWHERE.every((path) => elsewhere.asked.includes(path))))
        );
      });
      await context.close();
      await elsewhere.close();
      return { told: watch.told, asked: elsewhere.asked };
    }

    const addresses = async (): Promise<readonly (readonly [address: string, cookie?: string])[]> => {
      const { ctx, things } = required(stage.towns[0], 'a town');
      const origin = stage.originOf(ctx.tenant.slug);
      const owner = await sessionFor(stage.world, ctx, things.mark, 'owner');
      return [
        [`${origin}/commerce/x-${things.listing}`],
        [`${origin}/contact`],
        [`${origin}/pro/commerces/${things.listing}/informations`, owner],
        [stage.mailbox],
      ];
    };

    it('would run and leave without our policy', async () => {
      const [[page = ''] = []] = await addresses();
      const { told, asked } = await attack(page, undefined, { bypassCSP: true });
      expect(told.filter((what) => what.startsWith('alert ran')).length).toBeGreaterThan(1);
      expect(asked).toEqual(expect.arrayContaining([...ELSEWHERE]));
    });

    it('neither runs nor leaves: the policy of each page stops it', async () => {
      for (const [address, cookie] of await addresses()) {
        const { told, asked } = await attack(address, cookie);
        expect([
          address,
          told.filter((what) => !/^policy: |Content Security Policy|Refused to/.test(what)),
        ]).toEqual([address, []]);
        expect([address, asked]).toEqual([address, []]);
        const stopped = told.flatMap((what) => /^policy: (\S+)/.exec(what)?.[1] ?? []);
        expect([address, [...new Set(stopped)].sort()]).toEqual([address, expect.arrayContaining(STOPPING)]);
      }
    });

    it('is not even taken by the console, which has a policy for what becomes markup', async () => {
      const { origin, cookie } = stage.console;
      const elsewhere = await openElsewhere();
      const { context, watch } = await open(origin, cookie);
      const page = await context.newPage();
      await page.goto(origin);
      await page.locator('h1').first().waitFor();
      await expect(injectInto(page, elsewhere)).rejects.toThrow('TrustedHTML');
      await until('that is told', 60_000, async () =>
        watch.told.some((what) => what.startsWith('policy: require-trusted-types-for')),
      );
      await context.close();
      await elsewhere.close();
      expect(elsewhere.asked).toEqual([]);
    });
  });
});
