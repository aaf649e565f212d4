/**
 * The service worker of an order's page, for customers who wish to be notified: it keeps nothing and answers nothing, and shows
 * what the server sent, which its browser alone could read.
 */
interface Pushed extends Event {
  readonly data: { json(): unknown } | null;
  waitUntil(work: Promise<unknown>): void;
}

interface Clicked extends Event {
  readonly notification: Notification;
  waitUntil(work: Promise<unknown>): void;
}

interface Scope extends EventTarget {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { openWindow(url: string): Promise<unknown> };
}

const scope = self as unknown as Scope;
/** The page of the order: the worker is registered for it alone. */
const page = new URL(scope.registration.scope).pathname;

scope.addEventListener('push', (event) => {
  const pushed = event as Pushed;
  const { title, body } = (pushed.data?.json() ?? {}) as { readonly title?: string; readonly body?: string };
  pushed.waitUntil(scope.registration.showNotification(title ?? '', { body: body ?? '', tag: page }));
});
scope.addEventListener('notificationclick', (event) => {
  const clicked = event as Clicked;
  clicked.notification.close();
  clicked.waitUntil(scope.clients.openWindow(page));
});

// A module of its own: the other worker's names are not its.
export {};
