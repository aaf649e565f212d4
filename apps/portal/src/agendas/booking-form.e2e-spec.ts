import { seriesDates } from '@halles/domain/agendas';
import { checkHtml } from '@halles/platform/theming';
import { aPicture, type FormFile, GENEROUS, multipartForm } from '@halles/testing';
import { agendasOf, type AgendasWorld, type Salon } from '@halles/testing/agendas';
import { openPortal, type Portal } from '../../testing/portal-harness';
import { aShopThatMaySell } from '../../testing/order-shop';
import { fieldsIn } from '../../testing/posted-fields';

const HERE = 'ici-bourg';
const KEY = /name="idempotencyKey" value="([^"]+)"/;

describe('a form that books with a file, or several times', () => {
  let portal: Portal;
  let agendas: AgendasWorld;
  let salon: Salon;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    agendas = await agendasOf(portal.world);
  });
  afterAll(() => portal.close());
  beforeEach(() => agendas.at(new Date()));

  const read = async (path: string): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path);
    expect([path, status, checkHtml(body, path.startsWith('/en/') ? 'en' : 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const times = (): string => `/commerce/le-pain-du-coin-${String(salon.id)}/rendez-vous/${salon.service}`;
  const timesIn = (html: string): string[] =>
    [...html.matchAll(/name="debut" value="(\d+)"/g)].map(([, value = '']) => value);

  it('takes the file that a service asks for, remade, and shows it to the shop alone', async () => {
    const { listing, cookie } = await aShopThatMaySell(portal);
    const questions = [{ label: 'Une photo de la pièce', isRequired: true, isFile: true }];
    salon = await agendas.anAgenda(listing, { service: { questions } });
    const startsAt = timesIn(await read(times())).at(-1) ?? '';
    const action = `${times()}/reserver`;
    const page = await read(`${action}?debut=${startsAt}`);
    const field =
      /<input class="input" id="(question-[0-9a-f]{12})" name="\1" type="file"/.exec(page)?.[1] ?? '';
    expect(page).toContain('enctype="multipart/form-data"');
    const fields = {
      ...fieldsIn(page, action),
      ...{ name: 'Odile', email: 'odile@example.org', idempotencyKey: KEY.exec(page)?.[1] ?? '' },
    };
    const send = (more: Record<string, string>, ...files: Pick<FormFile, 'name' | 'type' | 'bytes'>[]) => {
      const sent = files.map((one) => ({ ...one, field }));
      const { body, headers } = multipartForm({ ...fields, ...more }, sent);
      return portal.ask(HERE, action, { method: 'POST', body, headers });
    };
    const photo = { name: 'a.jpg', type: 'image/jpeg', bytes: await aPicture().jpeg().toBuffer() };
    const [page422, text, lost] = [
      await send({}),
      await send(
        {},
        { name: 'a.pdf', type: 'application/pdf', bytes: Buffer.from('<script>alert(1)</script>') },
      ),
      await send({ name: '' }, photo),
    ];
    expect([page422.status, page422.body]).toEqual([422, expect.stringContaining('Joignez un fichier')]);
    expect([text.status, text.body]).toEqual([
      415,
      expect.stringContaining('Envoyez un fichier PDF, JPEG ou'),
    ]);
    const again = 'Choisissez à nouveau le fichier';
    expect([lost.status, lost.body]).toEqual([422, expect.stringContaining(again)]);
    const broken = await send({}, { ...photo, bytes: photo.bytes.subarray(0, 200) });
    expect([broken.status, checkHtml(broken.body, 'fr')]).toEqual([422, []]);
    expect(broken.body).toContain('Ce fichier est abîmé ou incomplet');
    const booked = await send({}, photo);
    expect([booked.status, booked.body]).toEqual([303, '']);
    const own = await read(String(booked.headers.location));
    expect(own).toContain('<dt>Fichier joint</dt><dd>Une photo de la pièce</dd>');

    const [booking] = await agendas.rowsOf<{ id: string }>('SELECT id FROM booking WHERE listing_id = $1', [
      listing,
    ]);
    const sheet = `/pro/commerces/${String(listing)}/agenda/${booking?.id ?? ''}`;
    const shown = await portal.ask(HERE, sheet, { headers: { cookie } });
    const href = new RegExp(`href="(${sheet}/fichier/[0-9a-f-]{36})"`).exec(shown.body)?.[1] ?? '';
    const file = await portal.ask(HERE, href, { headers: { cookie } });
    expect([file.status, file.headers['content-type']]).toEqual([200, 'image/jpeg']);
    const visitor = await portal.ask(HERE, href);
    expect([visitor.status, String(visitor.headers.location)]).toEqual([
      303,
      expect.stringContaining('connexion'),
    ]);
  });

  it('is repeated by its customer, who reads the dates before, and has them in one file', async () => {
    const { listing, cookie } = await aShopThatMaySell(portal);
    salon = await agendas.anAgenda(listing, { service: { seriesMost: 4 } });
    const startsAt = timesIn(await read(times())).at(-1) ?? '';
    const [, next] = seriesDates('Europe/Paris', Number(startsAt), { weeks: 1, times: 2 });
    await agendas.place(salon, { startsAt: next });
    const action = `${times()}/reserver`;
    // What is held for them is free for them.
    const held = await portal.post(HERE, times(), { debut: startsAt, personnes: '1' });
    const cle = new URL(String(held.headers.location), 'http://x').searchParams.get('cle') ?? '';
    const alone = await read(`${action}?debut=${startsAt}`);
    expect([alone.includes('name="repeter"'), alone.includes('name="serie"')]).toEqual([true, false]);
    expect(await read(`${action}?debut=${startsAt}&repeter=1&fois=5`)).toContain('un nombre de 2 à 4');
    const page = await read(`${action}?debut=${startsAt}&cle=${cle}&repeter=1&fois=4`);
    for (const said of ['3 dates sur 4 sont libres', 'déjà pris', 'Prendre ces 3 rendez-vous'])
      expect(page).toContain(said);
    const sent = {
      ...{ debut: startsAt, personnes: '1', cle, repeter: '1', fois: '4' },
      ...{ serie: /name="serie" value="([^"]+)"/.exec(page)?.[1] ?? '' },
      ...{ name: 'Odile', email: 'odile@example.org', idempotencyKey: KEY.exec(page)?.[1] ?? '' },
    };
    // Another rhythm is read anew.
    const other = await portal.post(HERE, action, { ...sent, fois: '3' });
    expect([other.status, other.body]).toEqual([409, expect.stringContaining('Relisez les dates')]);
    const booked = await portal.post(HERE, action, sent);
    expect([booked.status, booked.headers.location]).toEqual([303, expect.stringMatching(/\?fait=series$/)]);
    const own = await read(String(booked.headers.location));
    expect([...own.matchAll(/<dt>Et aussi<\/dt>/g)]).toHaveLength(2);
    const file = await portal.ask(HERE, `${String(booked.headers.location).split('?')[0] ?? ''}/agenda.ics`);
    expect([...file.body.matchAll(/BEGIN:VEVENT/g)]).toHaveLength(3);
    const shops = `SELECT id FROM booking WHERE listing_id = $1 AND series_id IS NOT NULL ORDER BY starts_at`;
    const [first, ...others] = await agendas.rowsOf<{ id: string }>(shops, [listing]);
    expect(others).toHaveLength(2);
    const sheet = `/pro/commerces/${String(listing)}/agenda/${first?.id ?? ''}`;
    const shown = await portal.ask(HERE, sheet, { headers: { cookie } });
    expect([...shown.body.matchAll(/Suivant de la série/g)]).toHaveLength(2);
  });
});
