import { OrderBell } from './order-bell';

/** The page loads its inbox again after this time without a stream. */
const RETRY_DELAY_MS = 15_000;
/** Requests are given up after this time: a telephone that changes its network never hears that they were lost. */
const ANSWER_TIMEOUT_MS = 15_000;
/** Key in the session storage: the orders that were opened in this tab. */
const OPENED = 'halles-opened-orders';
const MAX_OPENED = 200;

/** An identity of a link or button that survives a redrawing of the list. */
function nameOf(element: Element): string {
  if (element.id !== '') return element.id;
  return element instanceof HTMLButtonElement
    ? `${element.form?.action ?? ''} ${element.value}`
    : (element.getAttribute('href') ?? '');
}

/** Replaces a part of the page by its current state, and keeps selection, open details and focus. */
function redraw(part: HTMLElement, fresh: Element): void {
  const { activeElement } = document;
  const focused = activeElement && part.contains(activeElement) ? nameOf(activeElement) : null;
  const open = new Set([...part.querySelectorAll('details[open]')].map(({ id }) => id));
  const chosen = new Map([...part.querySelectorAll('select')].map(({ id, value }) => [id, value]));
  part.replaceChildren(...fresh.childNodes);
  for (const fold of part.querySelectorAll('details')) fold.open = open.has(fold.id);
  for (const select of part.querySelectorAll('select'))
    if ([...select.options].some(({ value }) => value === chosen.get(select.id)))
      select.value = chosen.get(select.id) ?? '';
  if (focused !== null)
    [...part.querySelectorAll<HTMLElement>('a, button, select, summary')]
      .find((one) => nameOf(one) === focused)
      ?.focus();
}

/**
 * `<order-inbox data-stream data-ring data-mute data-live data-lost data-arrived data-silent>` around the orders of a shop: hears
 * what happens to them and draws the list again, as the page itself has it. Rings, where its reader wants it, until each new
 * order is answered or looked at. Without scripts the list is what the page said when it was opened.
 */
export class OrderInbox extends HTMLElement {
  private readonly bell = new OrderBell(() => this.showBell());
  private readonly button = document.createElement('button');
  private readonly words = document.createElement('p');
  private readonly opened = new Set<string>();
  private readonly pageTitle = document.title;
  private stream: EventSource | undefined;
  private retry: number | undefined;
  private isAsking = false;
  private isOld = false;

  connectedCallback(): void {
    const bar = document.createElement('div');
    bar.className = 'order-inbox__bar';
    this.button.type = 'button';
    this.button.className = 'button button--quiet';
    this.button.addEventListener('click', () => void this.toggleBell());
    this.words.setAttribute('role', 'status');
    bar.append(this.button, this.words);
    this.prepend(bar);
    this.recall();
    this.addEventListener('click', ({ target }) => this.note(target));
    document.addEventListener('visibilitychange', () => this.wake());
    this.showBell();
    this.bell.restore();
    this.connect();
  }

  disconnectedCallback(): void {
    this.stream?.close();
    clearTimeout(this.retry);
    this.bell.ring(false);
  }

  /** Opens the stream. Events that were missed before are made up for by loading the page whenever the stream opens. */
  private connect(): void {
    this.stream?.close();
    const stream = new EventSource(this.dataset['stream'] ?? '');
    this.stream = stream;
    stream.addEventListener('open', () => {
      clearTimeout(this.retry);
      this.retry = undefined;
      this.say('live');
      void this.refresh();
    });
    stream.addEventListener('orders', () => void this.refresh());
    stream.addEventListener('opened', ({ data }: MessageEvent<string>) => this.remember(data));
    stream.addEventListener('error', () => this.tryLater());
  }

  /**
   * The browser reopens a stream that broke, but not one that was refused. A timer that already runs is not restarted: the
   * browser may fail every few seconds.
   */
  private tryLater(): void {
    this.retry ??= setTimeout(() => {
      this.retry = undefined;
      this.say('lost');
      void this.refresh();
      if (this.stream?.readyState === EventSource.CLOSED) this.connect();
    }, RETRY_DELAY_MS);
  }

  /** Reconnects when the page becomes visible: a telephone that slept has lost its connections. */
  private wake(): void {
    if (document.visibilityState !== 'visible' || this.stream?.readyState === EventSource.OPEN) return;
    this.connect();
    void this.refresh();
  }

  /** Loads the page, and once more if an event arrives meanwhile. */
  private async refresh(): Promise<void> {
    this.isOld = true;
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      while (this.isOld) {
        this.isOld = false;
        const answer = await fetch(location.pathname, {
          headers: { accept: 'text/html' },
          cache: 'no-store',
          signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
        });
        // Signed out, or no longer in the team of this shop: a full load shows the right page.
        if (answer.redirected || (answer.status >= 400 && answer.status < 500 && answer.status !== 429)) {
          location.reload();
          return;
        }
        if (!answer.ok) throw new Error(String(answer.status));
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        if (this.stream?.readyState === EventSource.OPEN && this.says('lost')) this.say('live');
        this.show(page);
      }
    } catch {
      this.tryLater();
    } finally {
      this.isAsking = false;
    }
  }

  private get waiting(): readonly string[] {
    const cards = [...this.querySelectorAll<HTMLElement>('[data-waiting]')];
    return cards.map(({ dataset }) => dataset['waiting'] ?? '');
  }

  private show(page: Document): void {
    const before = new Set(this.waiting);
    for (const part of this.querySelectorAll<HTMLElement>('[data-part]')) {
      const fresh = page.querySelector(`order-inbox [data-part="${part.dataset['part'] ?? ''}"]`);
      if (fresh && fresh.innerHTML !== part.innerHTML) redraw(part, fresh);
    }
    if (this.waiting.some((id) => !before.has(id))) this.say('arrived');
    this.ring();
  }

  /** Who follows an order's link, or answers it, has seen it. */
  private note(target: EventTarget | null): void {
    if (!(target instanceof Element) || !target.closest('a, button')) return;
    const id = target.closest<HTMLElement>('[data-waiting]')?.dataset['waiting'];
    if (id !== undefined) this.remember(id);
  }

  private remember(id: string): void {
    this.opened.add(id);
    try {
      sessionStorage.setItem(OPENED, [...this.opened].slice(-MAX_OPENED).join(' '));
    } catch {
      // It may ring once more when the list is opened again.
    }
    this.ring();
  }

  private recall(): void {
    try {
      for (const id of (sessionStorage.getItem(OPENED) ?? '').split(' ')) this.opened.add(id);
    } catch {
      // Nothing is remembered.
    }
  }

  private ring(): void {
    const { waiting } = this;
    document.title = waiting.length === 0 ? this.pageTitle : `(${String(waiting.length)}) ${this.pageTitle}`;
    const isRinging = this.bell.isOn && waiting.some((id) => !this.opened.has(id));
    this.toggleAttribute('data-ringing', isRinging);
    this.bell.ring(isRinging);
  }

  private async toggleBell(): Promise<void> {
    if (this.bell.isOn) {
      await this.bell.switchOff();
      return;
    }
    await this.bell.switchOn();
    if (!this.bell.isOn) this.say('silent');
    else if (!this.hasAttribute('data-ringing')) this.bell.try();
  }

  private showBell(): void {
    this.button.textContent = this.dataset[this.bell.isOn ? 'mute' : 'ring'] ?? '';
    this.ring();
  }

  private says(what: 'live' | 'lost'): boolean {
    return this.words.textContent === this.dataset[what];
  }

  /** A second order is told of like the first: the same words are put there anew. */
  private say(what: 'live' | 'lost' | 'arrived' | 'silent'): void {
    const text = this.dataset[what] ?? '';
    if (what === 'arrived' || this.words.textContent !== text) this.words.replaceChildren(text);
  }
}
