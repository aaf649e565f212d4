import type { PushSubscriptionInput } from '@halles/contracts';

/** The key of the installation as the Push API takes it. */
function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/**
 * `<push-switch data-key data-to data-on data-off data-denied data-failed>`: turns alerts on and off in this browser, where
 * it can and its reader lets it. Nothing is asked before the button is pressed. Without scripts nothing is shown. Alerts of one
 * page come by a worker of its own, `data-worker`, which is registered with the first and leaves with the last.
 */
export class PushSwitch extends HTMLElement {
  private readonly button = document.createElement('button');
  private readonly words = document.createElement('p');

  connectedCallback(): void {
    if (!('serviceWorker' in navigator) || !('PushManager' in window)) return;
    this.button.type = 'button';
    this.button.className = 'button button--quiet';
    this.button.addEventListener('click', () => void this.toggle());
    this.words.setAttribute('role', 'status');
    this.append(this.button, this.words);
    void this.show();
  }

  /** Of the merchant space, unless it is for the page alone. */
  private registration(): Promise<ServiceWorkerRegistration | undefined> {
    const own = this.dataset['worker'] !== undefined;
    return navigator.serviceWorker.getRegistration(own ? location.pathname : '/pro');
  }

  /** The same, once it works. */
  private async registered(): Promise<ServiceWorkerRegistration | undefined> {
    const { worker } = this.dataset;
    if (worker === undefined) return this.registration();
    const registration = await navigator.serviceWorker.register(worker, { scope: location.pathname });
    const starting = registration.installing ?? registration.waiting;
    if (!registration.active && starting)
      await new Promise<void>((resolve) => {
        starting.addEventListener('statechange', () => {
          if (starting.state === 'activated' || starting.state === 'redundant') resolve();
        });
      });
    return registration;
  }

  private async current(): Promise<PushSubscription | null> {
    const registration = await this.registration();
    return (await registration?.pushManager.getSubscription()) ?? null;
  }

  private async show(): Promise<void> {
    this.button.textContent = this.dataset[(await this.current()) ? 'off' : 'on'] ?? '';
  }

  private async toggle(): Promise<void> {
    this.words.textContent = '';
    try {
      const known = await this.current();
      if (known) await this.leave(known);
      else await this.join();
    } catch {
      this.words.textContent = this.dataset[Notification.permission === 'denied' ? 'denied' : 'failed'] ?? '';
    }
    await this.show();
  }

  private async join(): Promise<void> {
    if ((await Notification.requestPermission()) !== 'granted') throw new Error('not granted');
    const registration = await this.registered();
    if (!registration) throw new Error('no worker');
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytesOf(this.dataset['key'] ?? ''),
    });
    const { keys } = subscription.toJSON();
    const browser: PushSubscriptionInput = {
      endpoint: subscription.endpoint,
      p256dh: keys?.['p256dh'] ?? '',
      auth: keys?.['auth'] ?? '',
    };
    if (await this.send('POST', browser)) return;
    await subscription.unsubscribe();
    throw new Error('not taken');
  }

  private async leave(subscription: PushSubscription): Promise<void> {
    await this.send('DELETE', { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
    if (this.dataset['worker'] !== undefined) await (await this.registration())?.unregister();
  }

  private async send(method: string, body: object): Promise<boolean> {
    const answer = await fetch(this.dataset['to'] ?? '', {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.ok;
  }
}
