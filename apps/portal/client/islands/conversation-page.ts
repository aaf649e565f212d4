import { redraw } from '../redraw';
import { MessageDraft } from './message-draft';
import { OrderBell } from './order-bell';

/** The page asks again after this time without a stream. */
const RETRY_DELAY_MS = 15_000;
/** Who writes much at once is heard once. */
const GATHER_MS = 150;
/** An answer that takes longer never comes. */
const ANSWER_WITHIN_MS = 15_000;
/** Photos of phones go up slowly. */
const UPLOADED_WITHIN_MS = 120_000;

/**
 * `<conversation-page data-stream data-read data-last data-live data-lost data-arrived data-ring data-mute data-blocked>` around a
 * conversation, or the list of those of a shop: hears that something was written and draws it, as the page itself has it; sends what is written without
 * leaving the page; says which messages were seen where the page has somebody look at it. Where it has words for a ringer, one
 * may be switched on, which is that of the orders. Without scripts the page is loaded again.
 */
export class ConversationPage extends HTMLElement {
  private readonly words = document.createElement('p');
  private stream: EventSource | undefined;
  private retry: number | undefined;
  private gather: number | undefined;
  private last = 0;
  private reported = 0;
  private bell: OrderBell | undefined;

  connectedCallback(): void {
    this.last = Number(this.dataset['last'] ?? '0');
    this.words.className = 'order-page__live';
    this.words.setAttribute('role', 'status');
    this.append(this.words);
    this.addEventListener('submit', (event) => this.send(event));
    this.addEventListener('keydown', (event) => this.sendByKey(event));
    document.addEventListener('visibilitychange', this.wake);
    const reply = this.querySelector<HTMLFormElement>('.thread__reply');
    if (reply?.querySelector('[data-draft]')) new MessageDraft(reply);
    if (this.dataset['ring'] !== undefined) this.addBell();
    this.connect();
    this.sayRead();
  }

  /** A new message is heard once: it waits for nobody's answer as an order does. */
  private addBell(): void {
    const button = Object.assign(document.createElement('button'), { type: 'button' });
    const show = (): void => {
      button.className = `thread__bell button${bell.isBlocked ? '' : ' button--quiet'}`;
      button.textContent = this.dataset[bell.isBlocked ? 'blocked' : bell.isOn ? 'mute' : 'ring'] ?? '';
    };
    const bell = new OrderBell(show);
    this.bell = bell;
    button.addEventListener('click', () => {
      void (bell.isOn ? bell.switchOff() : bell.switchOn().then(() => bell.try()));
    });
    show();
    bell.restore();
    this.append(button);
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.wake);
    this.stream?.close();
    clearTimeout(this.retry);
    clearTimeout(this.gather);
  }

  /** What was missed before is made up for by loading the page whenever the stream opens. */
  private connect(): void {
    this.stream?.close();
    const stream = new EventSource(this.dataset['stream'] ?? '');
    this.stream = stream;
    stream.addEventListener('open', () => {
      clearTimeout(this.retry);
      this.retry = undefined;
      this.say('live');
      this.refreshSoon();
    });
    stream.addEventListener('messages', () => this.refreshSoon());
    stream.addEventListener('error', () => this.tryLater());
  }

  /** The browser reopens a stream that broke, but not one that was refused. */
  private tryLater(): void {
    this.retry ??= setTimeout(() => {
      this.retry = undefined;
      this.say('lost');
      if (this.stream?.readyState === EventSource.CLOSED) this.connect();
      this.refreshSoon();
    }, RETRY_DELAY_MS);
  }

  private readonly wake = (): void => {
    if (document.visibilityState !== 'visible') return;
    if (this.stream?.readyState === EventSource.CLOSED) this.connect();
    this.refreshSoon();
    this.sayRead();
  };

  private refreshSoon(): void {
    clearTimeout(this.gather);
    this.gather = setTimeout(() => void this.refresh(), GATHER_MS);
  }

  private async refresh(): Promise<void> {
    try {
      const answer = await this.fetch(location.href.replace(/#.*$/, ''));
      if (answer.ok) this.draw(await answer.text());
      else this.say('lost');
    } catch {
      this.tryLater();
    }
  }

  /** Draws what is new in a page. What is being written stays. */
  private draw(html: string): HTMLElement | null {
    const fresh = new DOMParser()
      .parseFromString(html, 'text/html')
      .querySelector<HTMLElement>('conversation-page');
    if (!fresh) return null;
    for (const part of this.querySelectorAll<HTMLElement>('[data-part]')) {
      const now = fresh.querySelector(`[data-part="${part.dataset['part'] ?? ''}"]`);
      if (now && now.innerHTML !== part.innerHTML) redraw(part, now);
    }
    const last = Number(fresh.dataset['last'] ?? '0');
    if (last > this.last) {
      this.last = last;
      this.announce();
      this.sayRead();
    }
    return fresh;
  }

  /** Who reads with their ears hears who wrote what, and keeps their place. */
  private announce(): void {
    const messages = this.querySelectorAll('.thread__message');
    const newest = messages[messages.length - 1];
    if (newest?.classList.contains('thread__message--own')) return;
    this.bell?.try();
    const copy = newest?.cloneNode(true);
    // A mail as it came is for who opens it.
    if (copy instanceof HTMLElement) copy.querySelector('details')?.remove();
    this.words.replaceChildren(
      `${this.dataset['arrived'] ?? ''} ${copy?.textContent?.replace(/\s+/g, ' ').trim() ?? ''}`,
    );
  }

  private sendByKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target instanceof HTMLTextAreaElement ? event.target.form : null;
    const button = form?.querySelector('[data-send]') ?? form?.querySelector('button[type="submit"]');
    if (button instanceof HTMLElement) form?.requestSubmit(button);
  }

  /** Sends without leaving the page; whatever is refused is sent again as any form is, so that the page says why. */
  private send(event: SubmitEvent): void {
    const form = event.target;
    const button = form instanceof HTMLFormElement ? form.querySelector('[data-send]') : null;
    if (!(button instanceof HTMLButtonElement) || (event.submitter ?? button) !== button) return;
    const text = form instanceof HTMLFormElement ? form.querySelector('textarea') : null;
    if (!(form instanceof HTMLFormElement) || !text) return;
    const photo = form.querySelector<HTMLInputElement>('input[type="file"]');
    if (text.value.trim() === '' && !photo?.files?.length) return;
    event.preventDefault();
    const body = new FormData(form);
    if (button.name) body.append(button.name, button.value);
    button.setAttribute('disabled', '');
    void this.post(form, text, body).finally(() => button.removeAttribute('disabled'));
  }

  private async post(form: HTMLFormElement, text: HTMLTextAreaElement, body: FormData): Promise<void> {
    try {
      const hasFile = [...body.values()].some((value) => value instanceof File && value.size > 0);
      const signal = AbortSignal.timeout(hasFile ? UPLOADED_WITHIN_MS : ANSWER_WITHIN_MS);
      const answer = await this.fetch(form.action, { method: 'POST', body, signal });
      const fresh = answer.ok ? this.draw(await answer.text()) : null;
      const id = fresh?.querySelector<HTMLInputElement>('.thread__reply [name="id"]');
      const own = form.querySelector<HTMLInputElement>('[name="id"]');
      if (id && own) {
        own.value = id.value;
        text.value = '';
        for (const photo of form.querySelectorAll<HTMLInputElement>('input[type="file"]')) photo.value = '';
        text.dispatchEvent(new Event('input', { bubbles: true }));
        text.focus();
        return;
      }
    } catch {
      // Whether it arrived is not known: sent again it is the same message.
    }
    for (const [name, value] of body)
      if (
        typeof value === 'string' &&
        !form.querySelector(`input[name="${name}"], textarea[name="${name}"]`)
      ) {
        const field = Object.assign(document.createElement('input'), { type: 'hidden', name, value });
        form.append(field);
      }
    form.submit();
  }

  /** A page that nobody looks at has been read by nobody. */
  private sayRead(): void {
    const to = this.dataset['read'];
    if (to === undefined || document.visibilityState !== 'visible' || this.reported >= this.last) return;
    this.reported = this.last;
    const body = new URLSearchParams({ do: 'read', upTo: String(this.last) });
    void this.fetch(to, { method: 'POST', body, redirect: 'manual' }).catch(() => (this.reported = 0));
  }

  private fetch(path: string, options: RequestInit = {}): Promise<Response> {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return fetch(path, { headers: { accept: 'text/html' }, cache: 'no-store', signal, ...options });
  }

  private say(what: 'live' | 'lost'): void {
    const words = this.dataset[what] ?? '';
    if (this.words.textContent !== words) this.words.replaceChildren(words);
  }
}
