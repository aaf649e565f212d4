import { isIP } from 'node:net';
import type { Clock } from '@halles/kernel';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { listPage, lostPage, type MessageView, messagePage, messageViews } from './mailbox-pages';
import type { ListOptions, MailboxStore } from './mailbox-store';
import { mailboxScript, mailboxStyle } from './mailbox-style';
import { preferredLocale } from './mailbox-texts';
import { attachment, detail } from './message-parser';

type Query = Readonly<Record<string, string | string[] | undefined>>;
type MessageRoute = { Params: { id: string } };
type AttachmentRoute = { Params: { id: string; index: string } };

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; frame-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** For a message's own HTML: its styles and embedded pictures, no script, and nothing from anywhere. */
const MESSAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f5c4d"/>' +
  '<g fill="none" stroke="#fff" stroke-width="2"><rect x="6" y="9" width="20" height="14" rx="2"/><path d="m7 11 9 7 9-7"/></g></svg>';

const only = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const listOptions = (query: unknown): ListOptions => {
  const { search, sender } = query as Query;
  return { search: only(search)?.slice(0, 200), sender: only(sender)?.slice(0, 254) };
};

/**
 * Whether the mailbox answers to that Host. A public name here would mean that a page of the web has pointed its own
 * name at this machine in order to read the mail (DNS rebinding).
 */
export function isLocalHost(host: string | undefined): boolean {
  const name = (host ?? '')
    .replace(/:\d+$/, '')
    .replaceAll(/^\[|\]$/g, '')
    .toLowerCase();
  return name !== '' && (isIP(name) !== 0 || !name.includes('.') || name.endsWith('.localhost'));
}

function guard(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'content-security-policy': PAGE_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    const site = request.headers['sec-fetch-site'];
    const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (!isLocalHost(request.headers.host) || (foreign && request.method !== 'GET')) {
      await reply.code(403).type('text/plain').send('refused\n');
    }
  });
  // A form's body says nothing that the address does not.
  app.addContentTypeParser('application/x-www-form-urlencoded', (_request, payload, done) => {
    payload.resume();
    done(null, undefined);
  });
}

const sendPage = (reply: FastifyReply, page: string, code = 200): FastifyReply =>
  reply.code(code).type('text/html; charset=utf-8').send(page);

const localeOf = (request: FastifyRequest) => preferredLocale(request.headers['accept-language']);

/** Links open beside the mailbox, never in its place. */
const withNewTabs = (source: string): string =>
  /<head[^>]*>/i.test(source)
    ? source.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`)
    : `<base target="_blank">${source}`;

function addAssets(app: FastifyInstance): void {
  const serve = (path: string, type: string, content: string): void => {
    app.get(path, async (_request, reply) => reply.type(type).send(content));
  };
  serve('/assets/mailbox.css', 'text/css; charset=utf-8', mailboxStyle);
  serve('/assets/mailbox.js', 'text/javascript; charset=utf-8', mailboxScript);
  serve('/assets/mailbox.svg', 'image/svg+xml', ICON);
}

function addPages(app: FastifyInstance, store: MailboxStore, clock: Clock): void {
  app.get('/', async (request, reply) => {
    const options = listOptions(request.query);
    const list = { messages: store.list(options), senders: store.senders(), options, now: clock.now() };
    return sendPage(reply, listPage(localeOf(request), list));
  });
  app.get<MessageRoute>('/messages/:id', async (request, reply) => {
    const summary = store.find(request.params.id);
    if (!summary) return sendPage(reply, lostPage(localeOf(request)), 404);
    const source = await store.source(summary);
    const message = await detail(source, summary);
    await store.markSeen(summary.id);
    const query = request.query as Query;
    const view: MessageView =
      messageViews.find((name) => name === query['view']) ?? (message.html === null ? 'text' : 'html');
    const narrow = query['width'] === 'phone';
    const neighbours = store.neighbours(summary.id);
    const shown = { message, view, narrow, neighbours, source: source.toString('utf8') };
    return sendPage(reply, messagePage(localeOf(request), shown));
  });
  app.get<MessageRoute>('/messages/:id/html', async (request, reply) => {
    const summary = store.find(request.params.id);
    const message = summary && (await detail(await store.source(summary), summary));
    if (!message || message.html === null) return sendPage(reply, lostPage(localeOf(request)), 404);
    void reply.header('content-security-policy', MESSAGE_POLICY);
    return sendPage(reply, withNewTabs(message.html));
  });
  app.post<MessageRoute>('/messages/:id/delete', async (request, reply) => {
    await store.delete(request.params.id);
    return reply.redirect('/', 303);
  });
  app.post('/messages/delete', async (_request, reply) => {
    await store.deleteAll();
    return reply.redirect('/', 303);
  });
}

function addApi(app: FastifyInstance, store: MailboxStore): void {
  const lost = (reply: FastifyReply): FastifyReply => reply.code(404).send({ error: 'no such message' });
  app.get('/api/messages', async (request) => {
    const messages = store.list(listOptions(request.query));
    return { total: messages.length, messages };
  });
  app.get<MessageRoute>('/api/messages/:id', async (request, reply) => {
    const summary = store.find(request.params.id);
    return summary ? detail(await store.source(summary), summary) : lost(reply);
  });
  app.get<MessageRoute>('/api/messages/:id/source', async (request, reply) => {
    const summary = store.find(request.params.id);
    if (!summary) return lost(reply);
    // As plain text: a message's bytes must never be taken for a page of the mailbox.
    return reply.type('text/plain; charset=utf-8').send(await store.source(summary));
  });
  app.get<AttachmentRoute>('/api/messages/:id/attachments/:index', async (request, reply) => {
    const summary = store.find(request.params.id);
    const file = summary && (await attachment(await store.source(summary), Number(request.params.index)));
    if (!file) return lost(reply);
    const name = encodeURIComponent(file.filename);
    return reply
      .type('application/octet-stream')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(file.content);
  });
  app.delete<MessageRoute>('/api/messages/:id', async (request, reply) =>
    (await store.delete(request.params.id)) ? reply.code(204).send() : lost(reply),
  );
  app.delete('/api/messages', async (_request, reply) => {
    await store.deleteAll();
    return reply.code(204).send();
  });
}

/** Says to open pages that the list has changed (server-sent events). */
function addEvents(app: FastifyInstance, store: MailboxStore): void {
  app.get('/events', async (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    reply.raw.write('retry: 2000\n\n');
    const sendEvent = (): void => void reply.raw.write('event: change\ndata: 1\n\n');
    store.on('change', sendEvent);
    request.raw.on('close', () => store.off('change', sendEvent));
  });
}

/** Pages and JSON of the mailbox, not yet listening. */
export function createMailboxApp(store: MailboxStore, clock: Clock): FastifyInstance {
  const app = fastify({ forceCloseConnections: true, logger: false });
  guard(app);
  addAssets(app);
  addPages(app, store, clock);
  addApi(app, store);
  addEvents(app, store);
  app.setNotFoundHandler(async (request, reply) => sendPage(reply, lostPage(localeOf(request)), 404));
  return app;
}
