import { MINUTE } from '@halles/kernel';
import { inQuery } from '@halles/testing';
import { call, cookieOf, type Matrix, openMatrix } from '../isolation/portal-asking';
import { type Address, addressesOf, pathOf } from '../isolation/portal-addresses';
import {
  brokenBy,
  hostileQueries,
  hostileSegments,
  type ReadRoute,
  routesWithQuery,
  StatusClient,
} from './hostile-input';

jest.setTimeout(5 * MINUTE);

/** What is typed into a field so that the form is stored, by the field's name: any other gets a word. */
const ANSWERS: Readonly<Record<string, string>> = {
  email: 'visiteur@town.example',
  password: 'girafe lampe otarie',
  newPassword: 'girafe lampe otarie',
  website: '',
};

const A_LINE = '00000000-0000-4000-8000-000000000000:1:420:';
const SEEN = '00000000-0000-4000-8000-000000000000:0123456789abcdef:0123456789abcdef';

/** Fields of the public forms that no page at their own address shows; none where there is a button alone. */
const ELSEWHERE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'POST /connexion/code': { code: '123456' },
  'POST /commerce/:listing/commander/total': { note: 'Merci', slot: '1795766400000', mode: 'pickup' },
  'POST /commande/:token/qui-retire': { collector: 'Paul Martin', seen: '1' },
  'POST /commande/:token/encore': { seen: '1' },
  'POST /connexion/lien-envoye': { email: 'visiteur@town.example', act: 'correct' },
  'POST /deconnexion': {},
  'POST /lien/:token': { newPassword: 'girafe lampe otarie' },
  'POST /lien/:token/nouveau': {},
  'POST /invitation/:token': {},
  'POST /pro/agent': {},
  'POST /api/v1/order/:token/push': {
    endpoint: 'https://push.example/1',
    p256dh: 'B'.repeat(87),
    auth: 'A'.repeat(22),
  },
  'DELETE /api/v1/order/:token/push': { endpoint: 'https://push.example/1' },
  'POST /api/v1/taps': { listing: '1', use: 'telephone' },
  'POST /signalement/:token': {},
  'POST /mandat/:token/retirer': {},
  'POST /conversation/:token/lu': { upTo: '1' },
  'POST /conversation/:token/effacer': { sure: 'no' },
  'POST /rendez-vous/:token/venir': {},
  'POST /rendez-vous/:token/plus-tot': { wants: 'yes' },
  'POST /commerce/:listing/commander/confirmer': {
    ...{ idempotencyKey: '0190a1b2-0000-7000-8000-000000000000', kind: 'order', line: A_LINE, seen: SEEN },
    ...{ slot: '1795766400000', name: 'Odile', email: 'odile@town.example', phone: '', note: '' },
  },
  'POST /commerce/:listing/liste': {
    ...{ idempotencyKey: '0190a1b2-0000-7000-8000-000000000001', kind: 'order', text: '1 kg de pommes' },
    ...{ slot: '1795766400000', name: 'Odile', email: 'odile@town.example', phone: '', note: '' },
  },
  'POST /commerce/:listing/rendez-vous/:service/reserver': {
    ...{ idempotencyKey: '0190a1b2-0000-7000-8000-000000000002', debut: '1795766400000', personnes: '1' },
    ...{ name: 'Odile', email: 'odile@town.example', phone: '', note: '' },
  },
  'POST /repondre-rendez-vous/:token': { seen: '1', do: 'confirm' },
  'POST /rendez-vous/:token/deplacer': { seen: '1', debut: '1795766400000' },
  'POST /rendez-vous/:token/partager': { seen: '1', personnes: '1', debut: '1795766400000' },
  'POST /paniers': { do: 'remove-1' },
  'POST /paniers/tournee': { 'slot-1': '1795766400000' },
  'POST /panier': { do: 'take' },
  'POST /commandes-adresse/:token/arreter': {},
  'POST /commande/:token/payer': {},
  'POST /confirmer-commande/:token': {},
  'POST /repondre/:token': { seen: '1', do: 'accept' },
  'POST /commande/:token/proposition': { seen: '2', do: 'agree' },
  'POST /commande/:token/retractation': { name: 'Odile', email: 'odile@town.example', lines: '1' },
};

/** What cannot stand in an address: a text of JSON may hold half of a pair of surrogates. */
const HOSTILE_TEXTS: readonly string[] = [
  ...['a\u0000b', '\uD800', 'a\uDC00b', '\u{10FFFF}\uFFFE', 'x'.repeat(5_000), '9999-12-31', '2147483648'],
];

/** Names of a form's fields with what makes it whole, from its page. */
function fieldsOf(html: string): Record<string, string> {
  const form = [...html.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/g)]
    .map(([text]) => text)
    .reduce((longest, text) => (text.length > longest.length ? text : longest), '');
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<(?:input|textarea|select|button)\b[^>]*>/g)) {
    const name = / name="([^"]+)"/.exec(tag)?.[1];
    if (name !== undefined && !(name in fields))
      fields[name] = ANSWERS[name] ?? / value="([^"]*)"/.exec(tag)?.[1] ?? 'Bonjour';
  }
  for (const [, name = '', value = ''] of form.matchAll(
    /<select[^>]* name="([^"]+)"[\s\S]*?<option value="([^"]+)"/g,
  ))
    fields[name] = value;
  return fields;
}

describe('what strangers put into addresses and forms', () => {
  let matrix: Matrix;
  let routes: readonly ReadRoute[];
  let client: StatusClient;

  beforeAll(async () => {
    matrix = await openMatrix();
    const { portal, ours } = matrix;
    routes = routesWithQuery(portal.app);
    client = new StatusClient(portal.port, {
      host: `${ours.slug}.localhost`,
      accept: 'text/html',
      'sec-fetch-site': 'same-origin',
      cookie: (await cookieOf(portal, portal.world.here, ours.mark, 'owner', 'POST')) ?? '',
    });
  });
  afterAll(async () => {
    client.close();
    await matrix.close();
  });

  const gets = (): ReadRoute[] => routes.filter(({ method }) => method === 'GET');

  it('is read by handlers that say which parameters they read', () => {
    expect(
      gets().flatMap(({ query, controller, handler }) => (query ? [] : [`${controller}.${handler}`])),
    ).toEqual([]);
  });

  it('is no error of the server, in any parameter of any page', async () => {
    const paths = gets().flatMap((route) =>
      addressesOf([route]).flatMap((address, at) =>
        at === 0 ? hostileQueries(pathOf(address, 'fr', matrix.ours), route.query ?? []) : [],
      ),
    );
    expect(paths.length).toBeGreaterThan(1_000);
    expect(await brokenBy(client, paths)).toEqual([]);
  });

  it('is no error of the server, in any place of any path', async () => {
    const patterns = addressesOf(gets()).filter(({ fr }) => fr.includes(':'));
    const paths = patterns.flatMap((address) => segmentsOf(address));
    expect(paths.length).toBeGreaterThan(500);
    expect(await brokenBy(client, paths)).toEqual([]);
  });

  /** The address with each of its places in turn taken by each value. */
  function segmentsOf({ fr }: Address): string[] {
    const places = [...fr.matchAll(/:([a-z]+)/g)].map(([place]) => place);
    return places.flatMap((place) =>
      hostileSegments.map((value) => {
        const address = {
          route: '',
          method: 'GET',
          fr: fr.replace(place, `${value}`),
          en: null,
          isPublic: true,
        };
        return pathOf(address, 'fr', matrix.ours);
      }),
    );
  }

  it('is no error of the server, in the headers that a page reads', async () => {
    const { ours } = matrix;
    const values = [
      '\u00ff\u00fe',
      ',,;q=,',
      'fr;q=1e309',
      '0'.repeat(4_000),
      'W/"',
      '__proto__',
      '%ED%A0%80',
    ];
    const names = [
      'accept',
      'accept-language',
      'accept-encoding',
      'if-none-match',
      'if-modified-since',
      'cookie',
      'range',
    ];
    const broken: string[] = [];
    for (const name of names)
      for (const value of values) {
        const headers = { [name]: name === 'cookie' ? `__Host-halles-session=${value}` : value };
        const send = () => client.status(pathOf(addressOf('GET /commerces'), 'fr', ours), { headers });
        const status = (await send()) < 500 ? 200 : await send();
        if (status >= 500) broken.push(`${status} ${name}: ${value}`);
      }
    expect(broken).toEqual([]);
  });

  const addressOf = (route: string): Address => {
    const address = addressesOf(routes).find((candidate) => candidate.route === route);
    if (!address) throw new Error(`no route is ${route}`);
    return address;
  };

  it('is no error of the server, in any field of a form that anybody may send', async () => {
    const { portal, ours } = matrix;
    const broken: string[] = [];
    const hollow: string[] = [];
    const forms = addressesOf(routes).filter(({ method, isPublic }) => method === 'POST' && isPublic);
    for (const address of forms) {
      const path = pathOf(address, 'fr', ours);
      const page = await call(portal, { slug: ours.slug, method: 'GET', path, body: { kind: 'files' } });
      const shown = fieldsOf(page.body);
      const fields = Object.keys(shown).length > 0 ? shown : ELSEWHERE[address.route];
      if (fields === undefined) hollow.push(address.route);
      for (const { headers, body, what } of bodiesOf(fields ?? {})) {
        const send = () => client.status(path, { method: 'POST', headers, body });
        // Once more, for what a busy machine did not answer in time.
        const status = (await send()) < 500 ? 200 : await send();
        if (status >= 500) broken.push(`${status} ${address.route} ${what.slice(0, 80)}`);
      }
    }
    // A form whose fields nobody found would pass whatever it does.
    expect([hollow, broken]).toEqual([[], []]);
  });

  it('is no error of the server, in the fields of a form of the merchant space or of an account', async () => {
    const { portal, ours } = matrix;
    const broken: string[] = [];
    const taken: string[] = [];
    const forms = addressesOf(routes).filter(({ method, isPublic }) => method === 'POST' && !isPublic);
    for (const address of forms) {
      // Of a session of its own: some of these forms end the one they are sent with.
      const cookie = (await cookieOf(portal, portal.world.here, ours.mark, 'owner', 'POST')) ?? '';
      const path = pathOf(address, 'fr', ours);
      const page = await portal.ask(ours.slug, path, { headers: { cookie, accept: 'text/html' } });
      const fields = fieldsOf(page.status === 200 ? page.body : '');
      if (Object.keys(fields).length > 0) taken.push(address.route);
      for (const [at, { headers, body, what }] of fewBodiesOf(fields).entries()) {
        const send = () => client.status(path, { method: 'POST', headers: { ...headers, cookie }, body });
        const status = (await send()) < 500 ? 200 : await send();
        if (status >= 500) broken.push(`${status} ${address.route} ${at} ${what.slice(0, 80)}`);
      }
    }
    expect(taken.length).toBeGreaterThan(10);
    expect(broken).toEqual([]);
  });
});

/** Fields of a large form that are tried: a week of hours has a hundred of the same kind. */
const MAX_FIELDS = 24;
const PER_FIELD = 4;

/** Of the bodies of each field the next few in turn, so that a form is met by every value and none takes long. */
function fewBodiesOf(fields: Readonly<Record<string, string>>): HostileBody[] {
  const all = bodiesOf(Object.fromEntries(Object.entries(fields).slice(0, MAX_FIELDS)));
  const ofField = all.length / (Math.min(Object.keys(fields).length, MAX_FIELDS) + 1);
  return all.filter((_body, at) => (at + Math.floor(at / ofField)) % Math.ceil(ofField / PER_FIELD) === 0);
}

interface HostileBody {
  readonly what: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The form with one field at a time replaced by each value, as a browser sends it and as a program does. */
function bodiesOf(fields: Readonly<Record<string, string>>): HostileBody[] {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const json = { 'content-type': 'application/json', accept: 'application/json' };
  return Object.keys({ ...fields, unknown: '' }).flatMap((name) => {
    const rest = Object.entries(fields).filter(([other]) => other !== name);
    const start = rest.map(([key, value]) => `${key}=${inQuery(value)}&`).join('');
    return [
      ...['%ED%A0%80', '%FF', '%00'].map((value) => ({
        what: `${name}=${value}`,
        headers: form,
        body: `${start}${name}=${value}`,
      })),
      {
        what: `${name} twice`,
        headers: form,
        body: `${start}${name}=${inQuery(fields[name] ?? '')}&${name}=${inQuery(fields[name] ?? '')}`,
      },
      ...HOSTILE_TEXTS.map((value) => ({
        what: `${name}: ${JSON.stringify(value)}`,
        headers: json,
        body: JSON.stringify({ ...fields, [name]: value }),
      })),
      ...['null', '1e309', '{"toString":1}', '[]', `[${JSON.stringify(fields[name] ?? '')},"x"]`].map(
        (value) => ({
          what: `${name}: ${value}`,
          headers: json,
          body: `${JSON.stringify({ ...fields, [name]: 0 }).replace(`"${name}":0`, `"${name}":${value}`)}`,
        }),
      ),
    ];
  });
}
