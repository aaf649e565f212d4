import { randomUUID } from 'node:crypto';
import { agendaServiceSchema } from '@halles/contracts';
import { AgendaServices, bookingLink, invitationLink } from '@halles/domain/agendas';
import { DAY } from '@halles/kernel';
import { checkHtml } from '@halles/platform/theming';
import { SignedLinks } from '@halles/platform/tenancy';
import { GENEROUS } from '@halles/testing';
import { agendasOf, type AgendasWorld, openAgenda, type Salon } from '@halles/testing/agendas';
import { questionField } from './booking-questions.form';
import { fieldsIn } from '../../testing/posted-fields';
import { openPortal, type Portal } from '../../testing/portal-harness';
import { aShopThatMaySell } from '../../testing/order-shop';

const HERE = 'ici-bourg';
const KEY = /name="idempotencyKey" value="([^"]+)"/;

describe('booking an appointment', () => {
  let portal: Portal;
  let agendas: AgendasWorld;
  let salon: Salon;
  const listing = (): string => `/commerce/le-pain-du-coin-${String(salon.id)}`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    agendas = await agendasOf(portal.world);
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    agendas.at(new Date());
    const shop = await aShopThatMaySell(portal);
    salon = await agendas.anAgenda(shop.listing, {
      settings: { cancellationNotice: 120, horizon: 14 },
      service: { description: 'Ciseaux & <b>peigne</b>', partyMax: 3 },
    });
  });

  const read = async (path: string): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path);
    expect([path, status, checkHtml(body, path.startsWith('/en/') ? 'en' : 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const hrefs = (html: string, part: string): string[] =>
    [...html.matchAll(/href="([^"]+)"/g)]
      .map(([, href = '']) => href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='))
      .filter((href) => href.includes(part));
  const timesPage = (): string => `${listing()}/rendez-vous/${salon.service}`;
  const timesIn = (html: string): string[] =>
    [...html.matchAll(/name="debut" value="(\d+)"/g)].map(([, value = '']) => value);
  /** The form of the last free time of the week that is shown first, which it holds. */
  const chosen = async (times = timesPage()): Promise<string> => {
    const debut = timesIn(await read(times)).at(-1) ?? '';
    const [path = '', query = ''] = times.split('?');
    const asked = Object.fromEntries(new URLSearchParams(query));
    const answer = await portal.post(HERE, path, { ...asked, debut, personnes: '1' });
    expect(answer.status).toBe(303);
    return String(answer.headers.location);
  };
  const fieldsOf = async (form: string, more: Record<string, string> = {}) => {
    const page = await read(form);
    const action = form.split('?')[0] ?? '';
    return {
      ...fieldsIn(page, action),
      ...{ name: 'Odile <Martin>', email: 'odile@example.org', phone: '', note: 'Frange', website: '' },
      ...{ idempotencyKey: KEY.exec(page)?.[1] ?? '', ...more },
    };
  };
  const booked = async (): Promise<string> => {
    const form = await chosen();
    const answer = await portal.post(HERE, form.split('?')[0] ?? '', await fieldsOf(form));
    expect(answer.status).toBe(303);
    return String(answer.headers.location);
  };

  it('is offered on the page of a shop with an open agenda, and of no other', async () => {
    const page = await read(listing());
    for (const said of [
      'href="#appointments"',
      'Coupe',
      '30\u00a0min · 28,00\u00a0€',
      'Prochaine heure libre',
    ])
      expect(page).toContain(said);
    expect(hrefs(page, `/rendez-vous/${salon.service}`)).toHaveLength(1);
    await agendas.settings.save(portal.world.here, salon.id, openAgenda({ isOpen: false }));
    const other = await aShopThatMaySell(portal);
    expect(await read(`/commerce/le-pain-du-coin-${String(other.listing)}`)).not.toContain('rendez-vous/');
    for (const path of ['', `/${salon.service}`, `/${salon.service}/reserver?debut=1796115600000`])
      expect((await portal.ask(HERE, `${listing()}/rendez-vous${path}`)).status).toBe(409);
  });

  it('goes from a free time to a page that moves and cancels it', async () => {
    const form = await chosen();
    const shown = await read(form);
    for (const said of ['jusqu’à 2\u00a0heures avant', 'Ce que vous réservez', '28,00\u00a0€', 'Personnes'])
      expect(shown).toContain(said);
    const page = await booked();
    const told = await read(page);
    for (const said of ['Vous êtes attendu', 'Odile &lt;Martin&gt;', 'Déplacer ce rendez-vous', 'agenda.ics'])
      expect(told).toContain(said);
    expect(await read(page.replace('/rendez-vous/', '/en/appointment/'))).toContain('You are expected.');
    const calendar = await portal.ask(HERE, `${page}/agenda.ics`);
    expect(calendar.body).toMatch(/SEQUENCE:1\r\n[\s\S]*STATUS:CONFIRMED/);
    // A link chooses the other time, a button moves.
    const target = hrefs(await read(`${page}/deplacer`), 'debut=').at(-2) ?? '';
    const question = await read(target);
    expect(question).toContain('Oui, déplacer');
    const moved = await portal.post(HERE, `${page}/deplacer`, fieldsIn(question, `${page}/deplacer`));
    expect([moved.status, moved.headers.location]).toEqual([303, `${page}?fait=moved`]);
    const after = await read(`${page}?fait=moved`);
    expect(after).toContain('Votre rendez-vous est déplacé.');
    expect((await portal.ask(HERE, `${page}/agenda.ics`)).body).toContain('SEQUENCE:2');
    // The first button asks, the second cancels; an older page does nothing.
    const asked = await portal.post(HERE, page, { seen: '2' });
    expect([asked.status, asked.body.includes('Oui, annuler')]).toEqual([200, true]);
    const old = await portal.post(HERE, page, { seen: '1', sure: 'yes' });
    expect([old.status, old.body.includes('Ce rendez-vous vient de changer')]).toEqual([409, true]);
    const cancelled = await portal.post(HERE, page, { seen: '2', sure: 'yes' });
    expect(cancelled.headers.location).toBe(`${page}?fait=cancelled`);
    const over = await read(page);
    expect(over).toContain('Ce rendez-vous est annulé');
    expect(over).not.toContain('Déplacer ce rendez-vous');
    expect((await portal.ask(HERE, `${page}/agenda.ics`)).body).toContain('STATUS:CANCELLED');
  });

  it('shows how much is free in the days of a month, which lead to their times, within the horizon alone', async () => {
    const tomorrow = new Date(Date.now() + DAY).toISOString();
    const page = await read(`${timesPage()}?mois=${tomorrow.slice(0, 7)}&personnes=2`);
    const target = hrefs(page, '#day-').at(0) ?? '';
    const [, said = '0'] = /visually-hidden">[^<]+, (\d+)\u00a0heures? libres?</.exec(page) ?? [];
    const week = await read(target.split('#')[0] ?? '');
    const [, day = ''] = week.split(`id="${target.split('#')[1] ?? ''}"`);
    expect(Number(said)).toBeGreaterThan(0);
    expect(timesIn(day.split('<section')[0] ?? '')).toHaveLength(Number(said));
    expect(target).toContain('personnes=2');
    expect(week).toMatch(/name="debut" value="\d+">.*Premier créneau libre/s);
    const last = await read(`${timesPage()}?mois=2099-01`);
    expect([last.includes('rel="next"'), last.includes('booking-month__table')]).toEqual([false, true]);
    expect(await read(`${timesPage()}?mois=2026-13`)).toContain('booking-week__days');
    const move = await read(`${await booked()}/deplacer?mois=${tomorrow.slice(0, 7)}`);
    expect(hrefs(move, 'deplacer?semaine=').length).toBeGreaterThan(1);
  });

  it('is said to be kept, by a button that the shop sees', async () => {
    const page = await booked();
    expect(await read(page)).toContain('Je viens');
    const said = await portal.post(HERE, `${page}/venir`, {});
    expect([said.status, said.headers.location]).toEqual([303, `${page}?fait=expected`]);
    expect(await read(`${page}?fait=expected`)).toContain('Le commerce sait que vous venez.');
    expect(await read(page)).toContain('Vous avez dit que vous venez.');
    expect((await portal.post(HERE, `${page}x/venir`, {})).status).toBe(404);
    await portal.post(HERE, page, { seen: '1', sure: 'yes' });
    expect((await portal.post(HERE, `${page}/venir`, {})).status).toBe(409);
  });

  /** A day that is more than a week away, whatever time it is. */
  const farDay = (): string => new Date(Date.now() + 9 * DAY).toISOString().slice(0, 10);

  it('is asked to be told of an earlier time, and no more, where it is more than a week away', async () => {
    const near = await booked();
    expect(await read(near)).not.toContain('/plus-tot"');
    const debut = timesIn(await read(`${timesPage()}?semaine=${farDay()}`)).at(-1);
    const { id } = await agendas.placed(salon, { startsAt: Number(debut) });
    const signed = new SignedLinks(portal.world.config.masterKey);
    const page = `/rendez-vous/${signed.issue(portal.world.here, bookingLink, { id, serial: 0 })}`;
    expect(await read(page)).toContain('Me prévenir si une heure plus tôt se libère');
    const yes = await portal.post(HERE, `${page}/plus-tot`, { wants: 'yes' });
    expect([yes.status, yes.headers.location]).toEqual([303, `${page}?fait=earlier`]);
    expect(await read(page)).toContain('Ne plus me prévenir d’une heure plus tôt');
    await portal.post(HERE, `${page}/plus-tot`, { wants: 'no' });
    expect(await read(page)).toContain('Me prévenir si une heure plus tôt se libère');
    expect((await portal.post(HERE, `${page}x/plus-tot`, { wants: 'yes' })).status).toBe(404);
  });

  it('is moved although its service is not offered for now', async () => {
    const page = await booked();
    const [service] = await agendas.services.get(AgendaServices).list(portal.world.here, salon.id);
    const { id, invitation: _link, ...offered } = service ?? { id: '', invitation: 0 };
    const paused = agendaServiceSchema.parse({ ...offered, isActive: false });
    const services = agendas.services.get(AgendaServices);
    const beard = agendaServiceSchema.parse({ name: 'Barbe' });
    await services.save(portal.world.here, salon.id, randomUUID(), beard);
    await services.save(portal.world.here, salon.id, id, paused);
    expect((await portal.ask(HERE, `${listing()}/rendez-vous/${salon.service}`)).status).toBe(404);
    const target = hrefs(await read(`${page}/deplacer`), 'debut=').at(-2) ?? '';
    const question = await read(target);
    const moved = await portal.post(HERE, `${page}/deplacer`, fieldsIn(question, `${page}/deplacer`));
    expect([moved.status, moved.headers.location]).toEqual([303, `${page}?fait=moved`]);
  });

  it('holds the time for the form that chose it, says until when, and lets go of it for another', async () => {
    const form = await chosen();
    expect(await read(form)).toMatch(
      /<slot-hold data-seconds="(?:600|5[89]\d)"[^>]*><p[^>]*>Cette heure vous est gardée jusqu’à [^<]+\.<\/p>/,
    );
    expect(await read(form.replace(/&cle=[^&]+/, ''))).toContain(
      'n’est pas gardée pendant que vous remplissez',
    );
    const [debut = '', key = ''] = ['debut', 'cle'].map((name) =>
      String(new URLSearchParams(form.split('?')[1]).get(name)),
    );
    // Nobody else is offered it; who holds it is, and chooses another with the same key.
    expect(timesIn(await read(timesPage()))).not.toContain(debut);
    const own = await read(`${timesPage()}?cle=${key}`);
    expect(timesIn(own)).toContain(debut);
    const late = await portal.post(HERE, timesPage(), { debut, personnes: '1' });
    expect([
      late.status,
      late.body.includes('ce créneau vient d’être pris'),
      checkHtml(late.body, 'fr'),
    ]).toEqual([409, true, []]);
    const other = timesIn(own).at(-2) ?? '';
    await portal.post(HERE, timesPage(), { debut: other, personnes: '1', cle: key });
    expect(timesIn(await read(timesPage()))).toContain(debut);
    for (const wrong of [{ debut: 'x' }, { debut, personnes: '0', cle: 'none' }])
      expect((await portal.post(HERE, timesPage(), wrong)).status).toBe(303);
  });

  it('tells who comes second that the time was taken, and keeps what they typed', async () => {
    const form = (await chosen()).replace(/&cle=[^&]+/, '&cle=');
    agendas.at(new Date());
    await agendas.world.work.write(agendas.world.here, (tx) => tx.manager.query('DELETE FROM booking_hold'));
    const action = form.split('?')[0] ?? '';
    const [one, other] = [await fieldsOf(form), await fieldsOf(form, { name: 'Paul' })];
    expect((await portal.post(HERE, action, one)).status).toBe(303);
    const late = await portal.post(HERE, action, other);
    expect([late.status, checkHtml(late.body, 'fr')]).toEqual([409, []]);
    for (const said of ['ce créneau vient d’être pris', 'value="Paul"', 'Choisir une autre heure'])
      expect(late.body).toContain(said);
    // The same form again is the same booking, and lost nothing.
    const again = await portal.post(HERE, action, one);
    expect(again.status).toBe(303);
  });

  it.each([
    ['a time that is over', { debut: '1596114000000' }, 409, 'cette heure est passée'],
    ['a time off the step', { debut: String(Date.now() + 86_400_123) }, 409, 'pas une heure de rendez-vous'],
    ['no time', { debut: 'demain' }, 422, 'Choisissez de nouveau une heure.'],
    ['nobody', { personnes: '0' }, 422, 'Choisissez de nouveau le nombre de personnes.'],
    ['a hundred people', { personnes: '100' }, 422, 'Choisissez de nouveau le nombre de personnes.'],
    ['more than the service is for', { personnes: '4' }, 409, 'pas pour autant de personnes'],
    ['no way to reach them', { email: '' }, 422, 'une adresse électronique ou un téléphone'],
    ['no name', { name: ' ' }, 422, 'à quel nom'],
    [
      'a guest who is an address',
      { guestName: 'www.example.org' },
      422,
      'Une adresse web ne peut pas être un nom',
    ],
  ])('refuses %s by a form made by hand', async (_, wrong, status, said) => {
    const form = await chosen();
    const answer = await portal.post(HERE, form.split('?')[0] ?? '', await fieldsOf(form, wrong));
    expect([answer.status, answer.body.includes(said)]).toEqual([status, true]);
  });

  const questions = [
    { label: 'Votre <chien>', choices: ['petit', 'grand'], isRequired: true },
    { label: 'Son nom', choices: [], isRequired: false },
  ];
  const [dog = '', name = ''] = questions.map(questionField);
  const where = { street: '3 rue du Lac', postcode: '26000', town: 'Valence', accepts: 'yes' };
  const answered = { ...where, [dog]: 'grand', [name]: 'Rex' };
  /** A visit by invitation, in two lengths. @returns the page of its times for the longer one */
  const aVisit = async (durations = [{ duration: 60, priceCents: 4_500 }]): Promise<string> => {
    const { here } = portal.world;
    const visit = {
      ...{ name: 'Visite', partyMax: 1, duration: 30, durations },
      ...{ venue: 'home', postcodes: ['26000'], access: 'invited', resourceIds: salon.staff, questions },
      ...{ instructionsBefore: 'Un point d’eau <chaude>.', instructionsAfter: 'Nous sonnons deux fois.' },
    };
    const services = agendas.services.get(AgendaServices);
    await services.save(here, salon.id, salon.service, agendaServiceSchema.parse(visit));
    const links = portal.app.get(SignedLinks, { strict: false });
    const token = links.issue(here, invitationLink, { id: salon.service, serial: 0 });
    return `${timesPage()}?invitation=${token}&duree=60`;
  };

  it('is open to who was invited alone, in the length that they choose', async () => {
    const times = await aVisit();
    expect(await read(`${listing()}/rendez-vous`)).not.toContain('Visite');
    expect((await portal.ask(HERE, timesPage())).status).toBe(404);
    const page = await read(times);
    for (const said of ['1\u00a0h', 'chez vous', 'Durée']) expect(page).toContain(said);
    const form = await chosen(times);
    expect(form).toContain('duree=60');
    const sent = { ...(await fieldsOf(form, answered)), invitation: 'x' };
    expect((await portal.post(HERE, timesPage().concat('/reserver'), sent)).status).toBe(404);
  });

  it('keeps what was filled in where its length is taken out meanwhile, and is booked as long as usual then', async () => {
    const form = await chosen(await aVisit());
    const action = form.split('?')[0] ?? '';
    const fields = await fieldsOf(form, answered);
    await aVisit([]);
    const { status, body } = await portal.post(HERE, action, fields);
    expect([status, checkHtml(body, 'fr')]).toEqual([409, []]);
    for (const kept of ['cette durée n’est plus proposée', 'Rex</textarea>', '30\u00a0min'])
      expect(body).toContain(kept);
    expect(body).not.toContain('name="duree"');
    const again = {
      ...fields,
      ...fieldsIn(body, action),
      idempotencyKey: KEY.exec(body)?.[1] ?? '',
      duree: '',
    };
    expect((await portal.post(HERE, action, again)).status).toBe(303);
  });

  it('asks what its service asks for, and answers the shop alone', async () => {
    const form = await chosen(await aVisit());
    const shown = await read(form);
    for (const said of [
      'Un point d’eau &lt;chaude&gt;.',
      '45,00\u00a0€',
      'Code postal',
      'À votre adresse',
      'Votre &lt;chien&gt;',
    ])
      expect(shown).toContain(said);
    const action = form.split('?')[0] ?? '';
    for (const [wrong, said] of [
      [{ postcode: '38000' }, 'ne vient pas à ce code postal'],
      [{ street: '' }, 'Dites à quelle adresse venir.'],
      [{ accepts: '' }, 'Cochez la case'],
      [{ [dog]: 'énorme' }, 'Choisissez une réponse.'],
      [{ [dog]: '' }, 'Choisissez une réponse.'],
    ] as const) {
      const { status, body } = await portal.post(
        HERE,
        action,
        await fieldsOf(form, { ...answered, ...wrong }),
      );
      expect([status, body.includes(said), checkHtml(body, 'fr')]).toEqual([422, true, []]);
    }
    const answer = await portal.post(HERE, action, await fieldsOf(form, answered));
    expect(answer.status).toBe(303);
    const [stored] = await agendas.rowsOf<{ answers: unknown }>(
      'SELECT answers FROM booking WHERE listing_id = $1',
      [salon.id],
    );
    expect(stored?.answers).toEqual([
      { label: 'Votre <chien>', answer: 'grand' },
      { label: 'Son nom', answer: 'Rex' },
    ]);
    const booked = await read(String(answer.headers.location));
    expect(booked).not.toContain('Rex');
    for (const said of ['3 rue du Lac, 26000 Valence', 'Nous sonnons deux fois.', '1\u00a0h'])
      expect(booked).toContain(said);
  });

  it('is of nobody else: a service of another shop, a link of another town, or none', async () => {
    const form = await chosen();
    const other = await aShopThatMaySell(portal);
    const elsewhere = await agendas.anAgenda(other.listing);
    const wrong = form.replace(salon.service, elsewhere.service);
    expect((await portal.ask(HERE, wrong)).status).toBe(404);
    expect((await portal.post(HERE, wrong.split('?')[0] ?? '', await fieldsOf(form))).status).toBe(404);
    expect((await portal.ask(HERE, `${listing()}/rendez-vous/x`)).status).toBe(404);
    const page = await booked();
    for (const [slug, path] of [
      ['autre-ville', page],
      [HERE, `${page}x`],
      [HERE, '/rendez-vous/none/deplacer'],
    ] as const)
      expect((await portal.ask(slug, path)).status).toBe(404);
  });
});
