import { randomUUID } from 'node:crypto';
import { GENEROUS } from '@halles/testing';
import { checkHtml } from '@halles/platform/theming';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('a shop that goes live without what the law asks for', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());

  it('is led to the field that lacks, and back to its settings once it is filled in', async () => {
    const { listing, cookie } = await aShopThatMaySell(portal);
    const space = `/pro/commerces/${String(listing)}`;
    const settings = `${space}/commandes-reglages`;
    const read = async (path: string): Promise<string> => {
      const { status, body } = await portal.ask(HERE, path, { headers: { cookie } });
      expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
      return body.replaceAll('&#x3D;', '=');
    };
    await portal.post(HERE, `${space}/mentions`, { register: 'RCS Bordeaux 123 456 824' }, { cookie });
    const refused = await portal.post(HERE, settings, RULES, { cookie });
    expect(refused.status).toBe(409);
    const field = `${space}/mentions?suite=commandes#mediatorName`;
    expect(refused.body.replaceAll('&#x3D;', '=')).toContain(`href="${field}"`);
    expect(await read(settings)).toContain(`href="${field}"`);

    const form = await read(`${space}/mentions?suite=commandes`);
    expect(form).toContain('id="mediatorName"');
    expect(form).toContain(`href="${settings}"`);
    expect(form).toContain('name="suite" value="commandes"');
    // Without what was asked for it leads back too, and the settings say what is still missing.
    const fields = { suite: 'commandes', register: 'RCS Bordeaux 123 456 824' };
    const wrong = await portal.post(
      HERE,
      `${space}/mentions`,
      { ...fields, mediatorWebsite: 'https://cm.example' },
      { cookie },
    );
    expect([wrong.status, wrong.body.includes('name="suite" value="commandes"')]).toEqual([422, true]);
    const named = { ...fields, mediatorName: 'CM2C', mediatorAddress: '14 rue Saint-Jean, Paris' };
    const half = await portal.post(HERE, `${space}/mentions`, named, { cookie });
    expect([half.status, half.headers.location]).toEqual([303, `${settings}?fait=mentions`]);
    expect(await read(`${settings}?fait=mentions`)).toContain('Il manque encore quelque chose');
    const whole = await portal.post(
      HERE,
      `${space}/mentions`,
      { ...named, mediatorWebsite: 'https://www.cm2c.example' },
      { cookie },
    );
    const back = await read(String(whole.headers.location));
    expect(back).toContain('plus rien ne manque');
    expect(back).not.toContain('suite=commandes');
    expect((await portal.post(HERE, settings, RULES, { cookie })).status).toBe(303);
  });

  it('reads before and after it publishes its legal details without a mediator that this closes its orders', async () => {
    const { listing, cookie } = await aShopThatMaySell(portal);
    const space = `/pro/commerces/${String(listing)}`;
    expect((await portal.post(HERE, `${space}/commandes-reglages`, RULES, { cookie })).status).toBe(303);
    const product = { id: randomUUID(), name: 'Pain', price: '4,20', isAvailable: 'yes' };
    const goods = { ...product, vat: 'reduced', withdrawal: 'perishable' };
    expect((await portal.post(HERE, `${space}/produits`, goods, { cookie })).status).toBe(303);
    const read = async (path: string): Promise<string> => {
      const { status, body } = await portal.ask(HERE, path, { headers: { cookie } });
      const lang = path.startsWith('/en') ? 'en' : 'fr';
      expect([path, status, checkHtml(body, lang)]).toEqual([path, 200, []]);
      return body.replaceAll('&#x3D;', '=');
    };
    expect(await read(`${space}/mentions`)).not.toContain('commandes à payer');
    expect(await read(`${space}/apercu`)).toContain('/commander"');
    const without = { register: 'RCS Bordeaux 123 456 824' };
    const look = await portal.post(HERE, `${space}/mentions`, { ...without, do: 'preview' }, { cookie });
    const preview = await read(String(look.headers.location));
    expect(preview).toContain('Une fois ces changements publiés, les commandes à payer sont fermées');
    expect(preview).toContain(`href="${space}/commandes-reglages"`);
    expect(preview).not.toContain('/commander"');
    const saved = await portal.post(HERE, `${space}/mentions`, without, { cookie });
    const told = await read(String(saved.headers.location));
    expect(told).toContain('C’est publié');
    expect(told).toContain('Les commandes à payer sont fermées');
    expect(told).toContain(`href="${space}/commandes-reglages"`);
    expect(await read(`/en${space.replace('commerces', 'businesses')}/legal`)).toContain(
      'Orders that owe money are closed',
    );
  });

  it('stays on the form where it was opened from the menu', async () => {
    const { listing, cookie } = await aShopThatMaySell(portal);
    const space = `/pro/commerces/${String(listing)}`;
    const saved = await portal.post(
      HERE,
      `${space}/mentions`,
      { register: 'RCS Bordeaux 1', suite: 'x' },
      { cookie },
    );
    expect(saved.headers.location).toMatch(new RegExp(`^${space}/mentions`));
  });
});
