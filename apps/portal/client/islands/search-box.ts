import type { SuggestAnswer, SuggestionAnswer } from '@halles/contracts';
import { pluralKey } from '../plural-key';

/** A pause in typing, ms: a word is asked for, not each of its letters. */
const PAUSE = 140;
/** Shorter texts are the beginning of everything. */
const SHORTEST = 2;

/**
 * `<search-box data-suggestions="/api/…" data-count="{count} …" data-count-one data-none>` around a search form: proposes categories,
 * businesses and places while one types, as an editable combobox with a list (WAI-ARIA 1.2). Arrows move, Enter goes to
 * what is chosen, Escape closes; nothing is chosen beforehand, so that Enter searches for what was typed. The form works
 * without it.
 */
export class SearchBox extends HTMLElement {
  private input: HTMLInputElement | null = null;
  private readonly list = document.createElement('ul');
  private readonly status = document.createElement('div');
  private found: readonly SuggestionAnswer[] = [];
  private active = -1;
  private timer = 0;
  private request: AbortController | null = null;

  connectedCallback(): void {
    this.input = this.querySelector('input[name="q"]');
    if (!this.input) return;
    const id = `${this.input.id}-list`;
    this.list.id = id;
    this.list.className = 'suggestions';
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', this.input.labels?.[0]?.textContent ?? '');
    this.list.hidden = true;
    this.status.className = 'visually-hidden';
    this.status.setAttribute('role', 'status');
    this.input.after(this.list, this.status);
    const marks = {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': id,
    };
    for (const [name, value] of Object.entries(marks)) this.input.setAttribute(name, value);
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('blur', () => this.close());
    // The field keeps the focus, so that a click is not preceded by the list closing.
    this.list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => this.clicked(event));
  }

  private typed(): void {
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.input?.value.trim() ?? '';
    if (text.length < SHORTEST) this.close();
    else this.timer = window.setTimeout(() => void this.fetchSuggestions(text), PAUSE);
  }

  private async fetchSuggestions(text: string): Promise<void> {
    const request = (this.request = new AbortController());
    try {
      const address = `${this.dataset['suggestions'] ?? ''}&q=${encodeURIComponent(text)}`;
      const answer = await fetch(address, {
        signal: request.signal,
        headers: { accept: 'application/json' },
      });
      if (!answer.ok) return this.close();
      const { suggestions } = (await answer.json()) as SuggestAnswer;
      if (!request.signal.aborted && document.activeElement === this.input) this.show(suggestions);
    } catch {
      // Typed on, or the network is away: the form is still there.
      if (!request.signal.aborted) this.close();
    }
  }

  private show(suggestions: readonly SuggestionAnswer[]): void {
    this.found = suggestions;
    this.list.replaceChildren(...suggestions.map((suggestion, at) => this.option(suggestion, at)));
    this.choose(-1);
    this.expand(suggestions.length > 0);
    const { length } = suggestions;
    const key = length > 0 ? pluralKey('count', length, document.documentElement.lang) : 'none';
    this.status.textContent = (this.dataset[key] ?? '').replace('{count}', String(length));
  }

  private option({ kind, label, detail }: SuggestionAnswer, at: number): HTMLLIElement {
    const option = document.createElement('li');
    option.id = `${this.list.id}-${at}`;
    option.className = `suggestion suggestion--${kind}`;
    option.setAttribute('role', 'option');
    const name = document.createElement('span');
    name.className = 'suggestion__label';
    name.textContent = label;
    option.append(name);
    if (detail !== null) {
      const more = document.createElement('span');
      more.className = 'suggestion__detail';
      more.textContent = detail;
      option.append(' ', more);
    }
    return option;
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || this.list.hidden) return;
    const count = this.found.length;
    if (event.key === 'ArrowDown') this.choose(this.active + 1 >= count ? 0 : this.active + 1);
    else if (event.key === 'ArrowUp') this.choose(this.active <= 0 ? count - 1 : this.active - 1);
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && this.active >= 0) this.go(this.active);
    else return;
    event.preventDefault();
  }

  private clicked(event: Event): void {
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    if (option) this.go([...this.list.children].indexOf(option));
  }

  private choose(at: number): void {
    this.active = at;
    [...this.list.children].forEach((option, place) =>
      option.setAttribute('aria-selected', String(place === at)),
    );
    const option = this.list.children[at];
    if (option) {
      this.input?.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else this.input?.removeAttribute('aria-activedescendant');
  }

  private go(at: number): void {
    const url = new URL(this.found[at]?.url ?? '', location.href);
    if (url.origin === location.origin) location.assign(url);
  }

  private expand(isOpen: boolean): void {
    this.list.hidden = !isOpen;
    this.input?.setAttribute('aria-expanded', String(isOpen));
  }

  private close(): void {
    clearTimeout(this.timer);
    this.request?.abort();
    this.choose(-1);
    this.expand(false);
    this.status.textContent = '';
  }
}
