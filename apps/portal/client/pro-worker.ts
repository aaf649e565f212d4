/**
 * The service worker of the merchant space. It keeps the shell (style sheet, script, typefaces, drawing, the page that says
 * that there is no network) and nothing else: pages are somebody's own, and always asked for. The server writes `SHELL`
 * before this code: another release is another file, which the browser takes up by itself.
 */
interface Shell {
  readonly version: string;
  readonly assets: readonly string[];
  readonly offline: Readonly<Record<'fr' | 'en', string>>;
  readonly push: { readonly title: string; readonly url: string };
}

interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchingEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface ClickingEvent extends WorkerEvent {
  readonly notification: Notification;
}

interface WorkerScope extends EventTarget {
  readonly SHELL: Shell;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void>; openWindow(url: string): Promise<unknown> };
  skipWaiting(): Promise<void>;
}

const worker = self as unknown as WorkerScope;
const { version, assets, offline, push } = worker.SHELL;
const PREFIX = 'pro-shell-';
const NAME = PREFIX + version;

const keep = async (): Promise<void> => {
  const cache = await caches.open(NAME);
  await cache.addAll([...assets, offline.fr, offline.en]);
  await worker.skipWaiting();
};

const tidy = async (): Promise<void> => {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)),
  );
  await worker.clients.claim();
};

const page = async (request: Request): Promise<Response> => {
  try {
    return await fetch(request);
  } catch {
    const { pathname } = new URL(request.url);
    const cachedPage = await caches.match(pathname.startsWith('/en/') ? offline.en : offline.fr);
    return cachedPage ?? Response.error();
  }
};

const asset = async (request: Request): Promise<Response> =>
  (await caches.match(request, { cacheName: NAME })) ?? fetch(request);

worker.addEventListener('install', (event) => (event as WorkerEvent).waitUntil(keep()));
worker.addEventListener('activate', (event) => (event as WorkerEvent).waitUntil(tidy()));
worker.addEventListener('fetch', (event) => {
  const fetching = event as FetchingEvent;
  const { request } = fetching;
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') fetching.respondWith(page(request));
  else if (assets.includes(new URL(request.url).pathname)) fetching.respondWith(asset(request));
});
// An alert says that there is something, never what: it passes through the servers of the browser's maker.
worker.addEventListener('push', (event) =>
  (event as WorkerEvent).waitUntil(worker.registration.showNotification(push.title, { tag: 'pro' })),
);
worker.addEventListener('notificationclick', (event) => {
  (event as ClickingEvent).notification.close();
  (event as WorkerEvent).waitUntil(worker.clients.openWindow(push.url));
});
