import { randomUUID } from 'node:crypto';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';
const AGE = 'J’ai demandé une preuve de majorité, et je l’ai vue';

describe('the hand-over of an order at the counter', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let bread: string;
  let wine: string;
  const space = (): string => `/pro/commerces/${String(listing)}`;
  const counter = (): string => `${space()}/commandes-remise`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: { ...GENEROUS, code: { limit: 3, windowMs: 600_000 } } });
    ({ listing, cookie } = await aShopThatMaySell(portal));
    await portal.post(HERE, `${space()}/commandes-reglages`, RULES, { cookie });
    bread = await aProduct({ name: 'Pain', vat: 'reduced' });
    wine = await aProduct({ name: 'Vin', vat: 'standard', adults: 'yes' });
  });
  afterAll(() => portal.close());

  const aProduct = async (more: Record<string, string>): Promise<string> => {
    const id = randomUUID();
    const product = { id, price: '4,20', isAvailable: 'yes', withdrawal: 'perishable', ...more };
    expect((await portal.post(HERE, `${space()}/produits`, product, { cookie })).status).toBe(303);
    return id;
  };
  const read = async (path: string, as = ''): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, as === '' ? {} : { headers: { cookie: as } });
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  /** An order that its shop accepted. */
  const accepted = async (who: Record<string, string>, ...products: readonly string[]) => {
    const form = `/commerce/x-${String(listing)}/commander`;
    const slot = /<option value="(\d{12,14})">/.exec(await read(form))?.[1] ?? '';
    const basket = Object.fromEntries(products.map((id) => [`q-${id}`, '1']));
    const customer = { name: 'Zoé Canari', email: 'odile@example.org', phone: '', note: '', ...who };
    const summary = await portal.post(HERE, form, { ...basket, ...customer, slot });
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const page = String((await portal.post(HERE, action, fieldsIn(summary.body, action))).headers.location);
    const inbox = await read(`${space()}/commandes`, cookie);
    const waiting = /data-waiting="([0-9a-f-]{36})"/.exec(inbox)?.[1] ?? '';
    const order = `${space()}/commandes/${waiting}`;
    expect((await portal.post(HERE, order, { seen: '1', do: 'accept' }, { cookie })).status).toBe(303);
    const code = /receipt__code">(\d{6})</.exec(await read(page))?.[1] ?? '';
    // Late in the evening it is the next day's.
    const day = isoOfDay(wallTime('Europe/Paris', Number(slot)).day);
    return { page, order, code, day };
  };
  const find = (code: string, more: Record<string, string> = {}, as = cookie) =>
    portal.post(HERE, counter(), { code, ...more }, { cookie: as });
  const wrongFor = (code: string): string => (code === '000000' ? '111111' : '000000');

  it('goes from the QR code on the page of its customer to the counter, and is told on both sides', async () => {
    const { page, order, code } = await accepted({}, bread);
    expect(await read(page)).toMatch(/<svg class="receipt__qr" viewBox="0 0 29 29" role="img"/);
    expect(await read(`${space()}/commandes`, cookie)).toContain(`href="${counter()}"`);
    expect(await read(counter(), cookie)).toContain('data-reads="order"');

    const found = await find(`${code.slice(0, 3)} ${code.slice(3)}`, { reading: 'scanned' });
    expect([found.status, checkHtml(found.body, 'fr')]).toEqual([200, []]);
    expect(found.body).toContain('Zoé Canari');
    const fields = fieldsIn(found.body, `${order}/remise`);
    expect(fields).toMatchObject({ code, reading: 'scanned', recipient: '' });
    const handed = await portal.post(HERE, `${order}/remise`, fields, { cookie });
    expect([handed.status, handed.headers.location]).toEqual([303, `${order}?fait=code`]);
    expect(await read(order, cookie)).toContain('contre le code, scanné');
    expect(await read(page)).toContain('Remise, contre le code');
    expect((await find(code)).body).toContain('Elle est déjà remise.');
  });

  it('notes who received it where there is no code, with markup as text', async () => {
    const { page, order } = await accepted({}, bread);
    const shown = await read(`${order}/remise`, cookie);
    const fields = { ...fieldsIn(shown, `${order}/remise`), recipient: 'Paul <b>Martin</b>' };
    expect((await portal.post(HERE, `${order}/remise`, fields, { cookie })).status).toBe(303);
    expect(await read(order, cookie)).toContain('à Paul &lt;b&gt;Martin&lt;/b&gt;');
    expect(await read(page)).toContain('à Paul &lt;b&gt;Martin&lt;/b&gt;');
  });

  it('is refused by one touch and with neither code nor name, until the shop says that there is none', async () => {
    const { page, order } = await accepted({}, bread);
    const inbox = await read(`${space()}/commandes`, cookie);
    expect(inbox).toContain(`href="${order}/remise?depuis&#x3D;inbox"`);
    expect(inbox).not.toContain('value="collect"');
    const shown = await read(`${order}/remise?depuis=inbox`, cookie);
    expect(shown).toMatch(/name="without" value="yes">Remise sans code</);
    expect(shown).not.toContain('name="sure"');
    const fields = fieldsIn(shown, `${order}/remise`);
    expect(fields).toMatchObject({ from: 'inbox' });
    const touch = { seen: fields['seen'] ?? '', do: 'collect', from: 'inbox' };
    for (const refused of [
      await portal.post(HERE, order, touch, { cookie }),
      await portal.post(HERE, `${order}/remise`, fields, { cookie }),
    ]) {
      expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
      expect(refused.body).toContain('écrivez le code du client, ou le nom de qui reçoit la commande');
      expect(refused.body).toContain('>Remise sans code</button>');
    }
    // Digits that were begun say nothing where there is no code.
    const without = { ...fields, code: '12', without: 'yes' };
    const handed = await portal.post(HERE, `${order}/remise`, without, { cookie });
    const back = `${space()}/commandes?fait=collect&commande=${order.slice(-36)}`;
    expect([handed.status, handed.headers.location]).toEqual([303, back]);
    expect(await read(back, cookie)).toMatch(/Commande remise\.[^]*value="undo"/);
    expect(await read(order, cookie)).toMatch(/Remise[^<]* · sans code</);
    expect(await read(page)).toContain('Remise, sans code');
    const english = await portal.ask(HERE, page.replace('/commande/', '/en/order/'));
    expect(english.body).toContain('Handed over, without a code');
  });

  it('of goods for adults asks for proof of majority, refuses without, and writes down that it was seen', async () => {
    const { order, code } = await accepted({}, bread, wine);
    const inbox = await read(`${space()}/commandes`, cookie);
    expect(inbox).toContain(`href="${order}/remise?depuis&#x3D;inbox"`);
    const found = await find(code);
    expect(found.body).toContain(AGE);
    const { proofOfAge, ...fields } = fieldsIn(found.body, `${order}/remise`);
    expect(proofOfAge).toBe('yes');
    const refused = await portal.post(HERE, `${order}/remise`, fields, { cookie });
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
    expect(refused.body).toContain('Demandez une pièce d’identité, puis cochez que vous l’avez vue');
    expect(refused.body).toContain(`value="${code}"`);
    const handed = await portal.post(HERE, `${order}/remise`, { ...fields, proofOfAge: 'yes' }, { cookie });
    expect(handed.status).toBe(303);
    expect(await read(order, cookie)).toContain('preuve de majorité vue');
  });

  it('is for somebody else where the customer names them, with the order or later, until it is collected', async () => {
    const { page, order, code, day } = await accepted({ collector: 'Lucie Bernard' }, bread);
    const paths = [order, `${space()}/commandes`, `${space()}/commandes-preparation?jour=${day}`];
    for (const path of paths) expect(await read(path, cookie)).toContain('Lucie Bernard');
    expect((await find(code)).body).toContain('Lucie Bernard');
    const whose = `${page}/qui-retire`;
    const name = async (collector: string) => portal.post(HERE, whose, { collector });
    const saved = await name('Paul <b>Roy</b>');
    expect([saved.status, saved.headers.location]).toEqual([303, `${page}?fait=collector`]);
    const confirmed = await read(`${page}?fait=collector`);
    expect(confirmed).toMatch(
      /role="status"[^]*C’est noté\u00a0: Paul &lt;b&gt;Roy&lt;\/b&gt; vient la chercher/,
    );
    expect(await read(page)).not.toContain('C’est noté');
    expect(await read(page)).toContain('value="Paul &lt;b&gt;Roy&lt;/b&gt;"');
    for (const path of paths) expect(await read(path, cookie)).toContain('Paul &lt;b&gt;Roy&lt;/b&gt;');
    const refused = await name('www.exemple.fr');
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
    expect((await name('')).status).toBe(303);
    expect(await read(order, cookie)).not.toContain('Roy');
    const handed = fieldsIn((await find(code)).body, `${order}/remise`);
    expect((await portal.post(HERE, `${order}/remise`, handed, { cookie })).status).toBe(303);
    const late = await name('Zoé Tard');
    expect([late.status, checkHtml(late.body, 'fr')]).toEqual([409, []]);
    expect((await portal.post('autre-ville', whose, { collector: 'Zoé' })).status).toBe(404);
  });

  it('tells nothing of a code that is not of this shop, and lets nobody guess for long', async () => {
    const { code } = await accepted({}, bread);
    const other = await aShopThatMaySell(portal, 'L’Autre');
    const theirs = `/pro/commerces/${String(other.listing)}/commandes-remise`;
    const foreign = await portal.post(HERE, theirs, { code }, { cookie: other.cookie });
    expect([foreign.status, foreign.body.includes('Canari')]).toEqual([422, false]);

    const { cookie: staff } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: listing, role: 'merchant-staff' }],
    });
    // What was right costs nothing.
    for (let each = 0; each < 4; each += 1) expect((await find(code, {}, staff)).status).toBe(200);
    // Nor does what was refused for something else than the code.
    const waits = await accepted({}, wine);
    const missing = { ...fieldsIn((await find(waits.code)).body, `${waits.order}/remise`), proofOfAge: '' };
    for (let each = 0; each < 4; each += 1)
      expect((await portal.post(HERE, `${waits.order}/remise`, missing, { cookie: staff })).status).toBe(422);
    for (let each = 0; each < 3; each += 1) {
      const wrong = await find(wrongFor(code), {}, staff);
      expect([wrong.status, checkHtml(wrong.body, 'fr')]).toEqual([422, []]);
    }
    const limited = await find(code, {}, staff);
    expect([limited.status, limited.body.includes('Canari')]).toEqual([429, false]);
    // Colleagues go on.
    expect((await find(code)).status).toBe(200);
    for (const nonsense of ['', '12', 'abcdef', '9'.repeat(9_000)])
      expect((await find(nonsense)).status).toBe(422);
  });
});
