import { pluralKey } from '../plural-key';
import { fillInGoods, forgetGoods, rememberGoods } from './unstored-goods';

/** Who presses a button three times asks once. */
const PAUSE_MS = 300;
/** A server that takes longer will not answer. */
const ANSWER_TIMEOUT_MS = 10_000;
/** Who orders is sent with the order, and before that to nobody. */
const OF_THE_CUSTOMER = ['name', 'email', 'phone', 'wantsTexts', 'collector', 'remember', 'do'];

interface Answer {
  readonly words: string;
  readonly count: number;
  readonly isIncomplete: boolean;
  readonly isWeightWrong: boolean;
  readonly total: string;
  /** Why the browser does not store it; null where it does. */
  readonly notStored: 'too-large' | 'too-many' | null;
}

/**
 * `<basket-total data-action data-items data-total …>` in the form of a shop: what is in the basket by now, and for how much. The
 * server adds it up, as it will for the summary, and has the browser store the basket with its answer: who looks at another page
 * and comes back finds it as it was left.
 */
export class BasketTotal extends HTMLElement {
  private timer: number | undefined;
  private asked: AbortController | undefined;
  /** Whether something was changed that no answer said to be stored. */
  private isUnstored = false;
  private readonly ended = new AbortController();

  connectedCallback(): void {
    const { form } = this;
    if (!form) return;
    const { signal } = this.ended;
    for (const kind of ['input', 'change'])
      form.addEventListener(kind, ({ target }) => this.later(target), { signal });
    // What is sent now is stored by its own answer, and an earlier one must not come after it.
    form.addEventListener('submit', () => this.settle(), { signal });
    window.addEventListener('pagehide', () => this.leave(), { signal });
    // A browser that comes back to the page fills it in as it was left, which the page does not know. What is stored may be newer
    // than that, or gone with the order that was placed: it is left alone until somebody changes something.
    window.addEventListener('pageshow', () => this.compare(form), { signal });
    fillInGoods(this.action, form);
  }

  disconnectedCallback(): void {
    this.stop();
    this.ended.abort();
  }

  private get form(): HTMLFormElement | null {
    return this.closest('form');
  }

  private get action(): string {
    return this.dataset['action'] ?? '';
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.asked?.abort();
  }

  private later(target: EventTarget | null): void {
    if (target instanceof HTMLElement && OF_THE_CUSTOMER.includes(target.getAttribute('name') ?? '')) return;
    const { form } = this;
    if (!form) return;
    this.isUnstored = true;
    rememberGoods(this.action, form);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(true), PAUSE_MS);
  }

  /** What was changed is stored, or on its way with the form. */
  private settle(): void {
    this.stop();
    this.isUnstored = false;
    forgetGoods();
  }

  /** What is not stored yet is sent with the page that goes: what it asked, and was not answered, goes with it. */
  private leave(): void {
    if (!this.isUnstored) return;
    this.stop();
    this.isUnstored = false;
    navigator.sendBeacon(this.action, this.body(true));
  }

  private compare(form: HTMLFormElement): void {
    // What is to be stored is counted with it.
    if (this.timer !== undefined) return;
    const fields = form.querySelectorAll<HTMLInputElement>('input[inputmode]');
    if ([...fields].some(({ value, defaultValue }) => value !== defaultValue)) void this.ask(false);
  }

  /** @param isStored whether the browser is to store what is in the form */
  private body(isStored: boolean): URLSearchParams {
    const body = new URLSearchParams();
    if (this.form)
      for (const [name, value] of new FormData(this.form))
        if (typeof value === 'string' && !OF_THE_CUSTOMER.includes(name)) body.append(name, value);
    if (!isStored) body.append('do', 'count');
    return body;
  }

  private async ask(isStored: boolean): Promise<void> {
    this.stop();
    const asked = new AbortController();
    this.asked = asked;
    try {
      const answer = await fetch(this.action, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: this.body(isStored),
        signal: AbortSignal.any([asked.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const total = (await answer.json()) as Answer;
      // What was changed since then is asked next.
      if (isStored && this.timer === undefined) this.settle();
      this.show(total);
    } catch {
      // A later change is on its way; else no sum is better than one that is not true any more.
      if (!asked.signal.aborted) this.say(null, false);
    }
  }

  private show({ words, count, isIncomplete, isWeightWrong, total, notStored }: Answer): void {
    const items = (this.dataset[pluralKey('items', count, document.documentElement.lang)] ?? '').replace(
      '{count}',
      String(count),
    );
    const template = this.dataset[words] ?? '';
    const counted = template.replace('{items}', items).replace('{total}', total);
    const sentence =
      isIncomplete && count > 0
        ? this.around(isWeightWrong ? 'weightWrong' : 'incomplete', counted)
        : counted;
    const shown =
      notStored === null
        ? sentence
        : this.around(notStored === 'too-large' ? 'tooLarge' : 'tooMany', sentence);
    this.say(shown, count > 0 || isIncomplete);
  }

  private around(key: string, words: string): string {
    return (this.dataset[key] ?? '{words}').replace('{words}', words);
  }

  private say(words: string | null, isFilled: boolean): void {
    for (const place of this.form?.querySelectorAll<HTMLElement>('[data-words]') ?? []) {
      place.hidden = words === null;
      if (words !== null && place.textContent !== words) place.textContent = words;
    }
    const empty = this.form?.querySelector<HTMLElement>('[data-empties]');
    if (empty && words !== null) empty.hidden = !isFilled;
  }
}
