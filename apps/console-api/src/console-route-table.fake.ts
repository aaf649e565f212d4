import { v7 as uuid } from 'uuid';

/** How a route is asked in the tests of who may do what: a well-formed request about things that do not exist. */
export interface RouteRow {
  /** `METHOD /path` with its parameters, as the route declares them. */
  readonly route: string;
  readonly body?: object;
}

/** Values for the parameters of paths, but the tenant's. */
export const parameters: Readonly<Record<string, string>> = {
  id: uuid(),
  proof: uuid(),
  listing: '999999',
  pair: '1-2',
  post: uuid(),
  photo: uuid(),
  kind: 'claim',
  version: '1',
};

const code = { code: '000000' };
const password = 'girafe lampe otarie';
const link = { tenant: 'ici-bourg', token: 'nothing' };

const townService = {
  ...{ id: uuid(), name: 'État civil', street: '3 place de la Mairie', postalCode: '26000' },
  ...{ communeCode: '00000', phone: null, email: null },
};

const gaugeRule = {
  ...{ title: 'Jauge', text: 'Une personne pour 8 m².', source: 'Arrêté 2026-12', sourceUrl: null },
  ...{ communes: [], categories: [], firstDay: '2026-12-01', lastDay: '2026-12-31' },
  ...{ formula: { kind: 'surface', squareMetres: 8 }, isStaffCounted: false, isHouseholdOne: true },
};

/** Every route of the console's server. One that is missing here fails a test: who may call it has to be thought of. */
export const routeTable: readonly RouteRow[] = [
  { route: 'GET /.well-known/security.txt' },
  { route: 'GET /api/session' },
  { route: 'POST /api/session', body: { email: 'nobody@halles.example', password } },
  { route: 'DELETE /api/session' },
  { route: 'POST /api/session/password', body: { current: 'not the one', next: 'une autre phrase longue' } },
  { route: 'POST /api/session/second-factor', body: code },
  { route: 'POST /api/session/second-factor/enrolment', body: {} },
  { route: 'POST /api/session/second-factor/confirmation', body: code },
  { route: 'POST /api/session/second-factor/removal', body: code },
  { route: 'POST /api/passwords/request', body: { email: 'nobody@halles.example', locale: 'fr' } },
  { route: 'POST /api/passwords/offer', body: link },
  { route: 'POST /api/passwords/reset', body: { ...link, password } },
  { route: 'GET /api/proconnect' },
  { route: 'GET /api/proconnect/sign-in' },
  { route: 'GET /api/session/digest' },
  { route: 'PUT /api/session/digest', body: { isWanted: true } },
  { route: 'GET /api/session/proconnect' },
  { route: 'POST /api/session/proconnect', body: { password } },
  { route: 'DELETE /api/session/proconnect' },
  { route: 'GET /api/overview' },
  { route: 'GET /api/overview/stream' },
  { route: 'GET /api/tenants/:tenant/preview' },
  { route: 'DELETE /api/tenants/:tenant/preview' },
  { route: 'GET /api/accounts' },
  { route: 'POST /api/invitations/offer', body: link },
  { route: 'POST /api/invitations/acceptance', body: { ...link, name: 'Claire', password } },
  { route: 'GET /api/tenants/:tenant/team' },
  {
    route: 'POST /api/tenants/:tenant/team/invitations',
    body: { email: 'nouvelle@mairie.example', name: 'Nouvelle', role: 'agent', locale: 'fr' },
  },
  { route: 'POST /api/tenants/:tenant/team/invitations/:id/sending', body: {} },
  { route: 'DELETE /api/tenants/:tenant/team/invitations/:id' },
  { route: 'PUT /api/tenants/:tenant/team/members/:id', body: { role: 'agent' } },
  { route: 'DELETE /api/tenants/:tenant/team/members/:id' },
  { route: 'GET /api/tenants/:tenant/claims' },
  { route: 'GET /api/tenants/:tenant/claims/:id' },
  {
    route: 'POST /api/tenants/:tenant/claims/:id/decision',
    body: { decision: 'approve', reason: 'Vu au comptoir.' },
  },
  {
    route: 'POST /api/tenants/:tenant/claims/:id/document-request',
    body: { message: 'Un extrait Kbis ?', days: 14 },
  },
  {
    route: 'POST /api/tenants/:tenant/claims/:id/reopening',
    body: { reason: 'Nous avions confondu deux commerces.' },
  },
  { route: 'GET /api/tenants/:tenant/claims/:id/documents/:proof' },
  { route: 'GET /api/tenants/:tenant/additions' },
  { route: 'GET /api/tenants/:tenant/additions/:id' },
  {
    route: 'POST /api/tenants/:tenant/additions/:id/decision',
    body: { decision: 'refuse', reason: 'Pas de lieu ouvert au public.', makesOwner: false },
  },
  { route: 'POST /webhooks/stripe', body: { id: 'evt_1' } },
  { route: 'GET /api/tenants/:tenant/open-cases' },
  { route: 'GET /api/tenants/:tenant/cases' },
  { route: 'GET /api/tenants/:tenant/cases/:kind/:id' },
  { route: 'GET /api/tenants/:tenant/cases/:kind/:id/place' },
  {
    route: 'PUT /api/tenants/:tenant/cases/:kind/:id/assignee',
    body: { assignee: null, was: null },
  },
  { route: 'GET /api/tenants/:tenant/reason-templates' },
  {
    route: 'POST /api/tenants/:tenant/reason-templates',
    body: { purpose: 'refuse', title: 'Illisible', fr: 'Illisible.', en: 'Unreadable.' },
  },
  { route: 'DELETE /api/tenants/:tenant/reason-templates/:id' },
  { route: 'GET /api/tenants/:tenant/town-services' },
  { route: 'POST /api/tenants/:tenant/town-services', body: townService },
  {
    route: 'PUT /api/tenants/:tenant/town-services/:listing/notices',
    body: { email: 'accueil@mairie.example' },
  },
  { route: 'GET /api/tenants/:tenant/agenda-shops' },
  { route: 'GET /api/tenants/:tenant/gauge-rules' },
  { route: 'GET /api/tenants/:tenant/occupancy' },
  { route: 'POST /api/tenants/:tenant/gauge-rules', body: { id: uuid(), rule: gaugeRule } },
  { route: 'POST /api/tenants/:tenant/gauge-rules/preview', body: { rule: gaugeRule } },
  { route: 'POST /api/tenants/:tenant/gauge-rules/examples', body: {} },
  { route: 'PUT /api/tenants/:tenant/gauge-rules/:id', body: { version: 1, rule: gaugeRule } },
  { route: 'POST /api/tenants/:tenant/gauge-rules/:id/ending', body: { version: 1, isEnded: true } },
  { route: 'GET /api/tenants/:tenant/claim-policy' },
  { route: 'PUT /api/tenants/:tenant/claim-policy', body: { policy: 'trust' } },
  { route: 'GET /api/tenants/:tenant/letters' },
  { route: 'POST /api/tenants/:tenant/letters', body: { claims: [uuid()] } },
  { route: 'GET /api/tenants/:tenant/reports' },
  { route: 'GET /api/tenants/:tenant/reports/:id' },
  {
    route: 'POST /api/tenants/:tenant/reports/:id/decision',
    body: { decision: 'refuse', reason: 'Vérifié sur place.' },
  },
  { route: 'POST /api/tenants/:tenant/reports/:id/reopening', body: {} },
  { route: 'GET /api/tenants/:tenant/corrections' },
  { route: 'GET /api/tenants/:tenant/corrections/:id' },
  {
    route: 'POST /api/tenants/:tenant/corrections/:id/decision',
    body: { decision: 'refuse', reason: 'Vérifié au téléphone.' },
  },
  { route: 'POST /api/tenants/:tenant/corrections/:id/reopening', body: {} },
  { route: 'GET /api/tenants/:tenant/listings' },
  { route: 'GET /api/tenants/:tenant/listings/:listing' },
  { route: 'POST /api/tenants/:tenant/listings/:listing/hand-over', body: {} },
  { route: 'PUT /api/tenants/:tenant/listings/:listing/letters', body: { wanted: false } },
  { route: 'GET /api/tenants/:tenant/listings/:listing/facts' },
  {
    route: 'PUT /api/tenants/:tenant/listings/:listing/facts',
    body: { version: 0, state: 'closed' },
  },
  { route: 'POST /api/tenants/:tenant/listings/:listing/facts/:version/undoing', body: {} },
  { route: 'GET /api/tenants/:tenant/listings/:listing/posts' },
  { route: 'GET /api/tenants/:tenant/listings/:listing/posts/:post/photos/:photo' },
  {
    route: 'PUT /api/tenants/:tenant/listings/:listing/posts/:post/visibility',
    body: { hidden: true, reason: 'Ce n’est pas une offre.' },
  },
  { route: 'GET /api/tenants/:tenant/duplicates' },
  { route: 'GET /api/tenants/:tenant/duplicates/:pair' },
  { route: 'POST /api/tenants/:tenant/duplicates/:pair/decision', body: { decision: 'keep-apart' } },
  { route: 'GET /api/tenants/:tenant/mandates' },
  {
    route: 'POST /api/tenants/:tenant/mandates',
    body: {
      listing: 999_999,
      scope: null,
      giverName: 'Jeanne Paul',
      giverQuality: 'gérante',
      giverEmail: 'jeanne@example.fr',
      locale: 'fr',
      months: 12,
      means: 'link',
    },
  },
  { route: 'POST /api/tenants/:tenant/mandates/:id/end', body: {} },
  { route: 'GET /api/tenants/:tenant/visits' },
  { route: 'GET /api/tenants/:tenant/visits/streets' },
  { route: 'PUT /api/tenants/:tenant/visits/:listing', body: { note: 'Fermé le lundi.' } },
  { route: 'DELETE /api/tenants/:tenant/visits/:listing' },
  { route: 'POST /api/tenants/:tenant/visits/letters', body: { commune: '33063', street: null } },
  { route: 'GET /api/tenants/:tenant/orders-to-call' },
  { route: 'GET /api/tenants/:tenant/order-shops' },
  { route: 'GET /api/tenants/:tenant/silent-shops' },
  { route: 'GET /api/tenants/:tenant/payment-checks' },
  { route: 'GET /api/tenants/:tenant/order-figures' },
  { route: 'PUT /api/tenants/:tenant/orders-to-call/:id', body: { isMine: true } },
  { route: 'GET /oidc/callback' },
  { route: 'GET /oidc/signed-out' },
  { route: 'GET /*' },
];
