import { redraw } from '../redraw';
import { OrderBell } from './order-bell';
import { type Tap, tapOf, type TapOutcome, WaitingTaps } from './order-taps';

/** The page loads its inbox again after this time without a stream. */
const RETRY_DELAY_MS = 15_000;
/** Requests are given up after this time: a telephone that changes its network never hears that they were lost. */
const ANSWER_TIMEOUT_MS = 15_000;
/** The server sends a heartbeat more often than this: a stream without one is dead. */
const SILENCE_TIMEOUT_MS = 60_000;
/** Key in the session storage: the orders that were opened in this tab. */
const OPENED = 'halles-opened-orders';
const MAX_OPENED = 200;
/** What was done last: it stays while the list is drawn again. */
const OUTCOME = '[data-part="outcome"]';

/** The number on the icon of the installed space, where the system shows one. */
function showBadge(count: number): void {
  if (!('setAppBadge' in navigator)) return;
  // Refused where the space is not installed.
  void (count === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(count)).catch(() => undefined);
}

/**
 * `<order-inbox data-account data-stream data-page data-ring data-mute data-blocked data-live data-lost data-arrived data-silent data-kept data-drop>` around the orders of a shop: hears
 * what happens to them and draws the list again, as the page itself has it. Rings, where its reader wants it, until each new
 * order is answered or looked at. Without scripts the list is what the page said when it was opened.
 */
export class OrderInbox extends HTMLElement {
  private readonly bell = new OrderBell(() => this.showBell());
  /** Whether the ringer was held back as the button began to be touched: that touch lets it sound, and switches nothing off. */
  private wasBlocked = false;
  private readonly button = document.createElement('button');
  private readonly words = document.createElement('p');
  private readonly opened = new Set<string>();
  private readonly pageTitle = document.title;
  private stream: EventSource | undefined;
  private retry: number | undefined;
  private silence: number | undefined;
  private readonly taps = new WaitingTaps(this.dataset['account'] ?? '', location.pathname);
  private readonly outcomes = document.createElement('div');
  private isReplaying = false;
  private isAsking = false;
  private isOld = false;

  connectedCallback(): void {
    const bar = document.createElement('div');
    bar.className = 'order-inbox__bar';
    this.button.type = 'button';
    this.button.className = 'button button--quiet';
    this.button.addEventListener('pointerdown', () => this.noteBlocked());
    this.button.addEventListener('keydown', () => this.noteBlocked(), { capture: true });
    this.button.addEventListener('click', () => void this.toggleBell());
    this.words.className = 'order-page__live';
    this.words.setAttribute('role', 'status');
    this.outcomes.className = 'order-inbox__taps';
    this.outcomes.setAttribute('role', 'log');
    bar.append(this.button, this.words);
    this.prepend(bar, this.outcomes);
    this.recall();
    this.addEventListener('click', ({ target }) => this.note(target));
    this.addEventListener('submit', (event) => this.tap(event));
    document.addEventListener('visibilitychange', () => this.wake());
    addEventListener('online', () => this.wake(true));
    addEventListener('offline', () => this.tryLater());
    // Another tab sent what waited, or dropped it.
    addEventListener('storage', () => this.showTaps());
    this.showBell();
    this.bell.restore();
    this.showTaps();
    this.connect();
  }

  disconnectedCallback(): void {
    this.stream?.close();
    clearTimeout(this.retry);
    clearTimeout(this.silence);
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
      this.hear();
      this.say('live');
      void this.refresh();
    });
    stream.addEventListener('alive', () => this.hear());
    stream.addEventListener('orders', () => void this.refresh());
    stream.addEventListener('opened', ({ data }: MessageEvent<string>) => this.remember(data));
    stream.addEventListener('error', () => this.tryLater());
  }

  /** A connection that dies in silence stays open for the browser: who hears nothing any more asks for another. */
  private hear(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.say('lost');
      this.connect();
      void this.refresh();
    }, SILENCE_TIMEOUT_MS);
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

  /** A telephone that slept, or has a network again, has lost its connections. */
  private wake(isNew = false): void {
    if (document.visibilityState !== 'visible') return;
    if (!isNew && this.stream?.readyState === EventSource.OPEN) return;
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
        const answer = await fetch(this.dataset['page'] ?? location.pathname, {
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
        // Somebody else signed in meanwhile, who sends nothing of what was touched here.
        if (page.querySelector<HTMLElement>('order-inbox')?.dataset['account'] !== this.dataset['account']) {
          location.reload();
          return;
        }
        if (this.stream?.readyState === EventSource.OPEN && this.says('lost')) this.say('live');
        this.show(page);
        void this.replay();
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
    for (const part of this.querySelectorAll<HTMLElement>(`[data-part]:not(${OUTCOME})`)) {
      const fresh = page.querySelector(`order-inbox [data-part="${part.dataset['part'] ?? ''}"]`);
      if (fresh && fresh.innerHTML !== part.innerHTML) redraw(part, fresh);
    }
    if (this.waiting.some((id) => !before.has(id))) this.say('arrived');
    else if (this.waiting.length === 0 && this.says('arrived')) this.say('live');
    this.markTapped();
    this.ring();
  }

  /** What was done is said, with its way back, and the list stays where its reader looks. */
  private stay(page: Document): void {
    this.showOutcome(page);
    this.show(page);
    this.showTaps();
    // The button that had the focus may be gone with its order.
    if (document.activeElement === document.body)
      this.querySelector<HTMLElement>(`${OUTCOME} button`)?.focus({ preventScroll: true });
  }

  private showOutcome(page: Document): void {
    const fresh = page.querySelector(`order-inbox ${OUTCOME}`);
    if (fresh) this.querySelector(OUTCOME)?.replaceChildren(...fresh.childNodes);
  }

  /** A touch that cannot be sent is kept, and said to wait. */
  private tap(event: SubmitEvent): void {
    const { target, submitter } = event;
    if (!(target instanceof HTMLFormElement) || !(submitter instanceof HTMLButtonElement)) return;
    if (!target.closest('.record-card, .order-inbox__outcome, .order-inbox__taps')) return;
    event.preventDefault();
    const tap = tapOf(target, submitter);
    // What was asked is answered.
    target.closest('[data-refused]')?.remove();
    void this.send(tap);
  }

  private async send(tap: Tap): Promise<void> {
    this.taps.add(tap);
    this.markTapped();
    const outcome = navigator.onLine ? await this.taps.send(tap) : ({ kind: 'lost' } as const);
    // Another tab, or what waited here, was faster: the list says what became of it.
    if (outcome === null) {
      void this.refresh();
      return;
    }
    if (outcome.kind === 'lost') {
      this.tryLater();
      this.showTaps();
      return;
    }
    if (outcome.kind === 'stranger') {
      location.reload();
      return;
    }
    if (outcome.kind === 'done') this.stay(outcome.page);
    else this.tell(tap, outcome);
  }

  /** What waited is sent, one after the other; what is refused is said. */
  private async replay(): Promise<void> {
    if (this.isReplaying || this.taps.all.length === 0) return;
    this.isReplaying = true;
    try {
      for (const tap of this.taps.all) {
        const outcome = await this.taps.send(tap);
        if (outcome === null) continue;
        if (outcome.kind === 'lost') this.tryLater();
        if (outcome.kind === 'lost' || outcome.kind === 'stranger') return;
        if (outcome.kind === 'refused') this.tell(tap, outcome);
        else this.showOutcome(outcome.page);
      }
    } finally {
      this.isReplaying = false;
      this.showTaps();
    }
    await this.refresh();
  }

  /** Says what became of a touch that was refused, until the page is left. */
  private tell(
    { action, words }: Tap,
    { words: why, question }: Extract<TapOutcome, { kind: 'refused' }>,
  ): void {
    const item = document.createElement('div');
    const link = document.createElement('a');
    link.href = action;
    link.textContent = words;
    item.append(link, `\u00a0: ${why}`);
    item.dataset['refused'] = '';
    if (question) item.append(document.importNode(question, true));
    this.outcomes.append(item);
    this.showTaps();
    void this.refresh();
  }

  private showTaps(): void {
    for (const item of this.outcomes.querySelectorAll('[data-tap]')) item.remove();
    for (const tap of this.taps.all) {
      const item = document.createElement('div');
      item.dataset['tap'] = '';
      const drop = document.createElement('button');
      drop.type = 'button';
      drop.className = 'button button--quiet';
      drop.textContent = this.dataset['drop'] ?? '';
      drop.addEventListener('click', () => {
        this.taps.remove(tap);
        this.showTaps();
      });
      item.append(`${this.dataset['kept'] ?? ''} ${tap.words} `, drop);
      this.outcomes.append(item);
    }
    this.markTapped();
  }

  /** Nobody touches twice what waits. */
  private markTapped(): void {
    const actions = new Set(this.taps.all.map(({ action }) => action));
    for (const form of this.querySelectorAll<HTMLFormElement>(
      '.record-card form, .order-inbox__outcome form, .order-inbox__taps form',
    )) {
      const isTapped = actions.has(new URL(form.action).pathname);
      for (const button of form.querySelectorAll('button')) button.disabled = isTapped;
    }
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
    showBadge(waiting.length);
    const isRinging = this.bell.isOn && waiting.some((id) => !this.opened.has(id));
    this.toggleAttribute('data-ringing', isRinging);
    this.bell.ring(isRinging);
  }

  private noteBlocked(): void {
    this.wasBlocked = this.bell.isBlocked;
  }

  private async toggleBell(): Promise<void> {
    const isArming = this.wasBlocked;
    this.wasBlocked = false;
    if (this.bell.isOn && !isArming) {
      await this.bell.switchOff();
      return;
    }
    await this.bell.switchOn();
    if (!this.bell.isOn) this.say('silent');
    else if (!this.hasAttribute('data-ringing')) this.bell.try();
  }

  private showBell(): void {
    const { isOn, isBlocked } = this.bell;
    this.button.textContent = this.dataset[isBlocked ? 'blocked' : isOn ? 'mute' : 'ring'] ?? '';
    this.button.classList.toggle('button--quiet', !isBlocked);
    this.ring();
  }

  private says(what: 'live' | 'lost' | 'arrived'): boolean {
    return this.words.textContent === this.dataset[what];
  }

  /** A second order is told of like the first: the same words are put there anew. */
  private say(what: 'live' | 'lost' | 'arrived' | 'silent'): void {
    const text = this.dataset[what] ?? '';
    if (what === 'arrived' || this.words.textContent !== text) this.words.replaceChildren(text);
  }
}
