/** A server that takes longer will not answer. */
const ANSWER_TIMEOUT_MS = 15_000;

/**
 * `<order-mode data-done>` around how an order is received and when: whoever chooses another way sees its times at once, and what
 * they typed stays. Without scripts, and where the server does not answer, the button in it does the same with a page.
 */
export class OrderMode extends HTMLElement {
  private readonly words = document.createElement('p');
  /** What was typed, by field: a way without an address has no place for it. */
  private readonly typed = new Map<string, string>();
  private asked: AbortController | undefined;

  connectedCallback(): void {
    this.words.className = 'visually-hidden';
    this.words.setAttribute('role', 'status');
    this.after(this.words);
    this.toggleAttribute('data-live', true);
    this.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement && target.name === 'mode' && target.form)
        void this.show(target.form, target.value);
    });
  }

  disconnectedCallback(): void {
    this.asked?.abort();
    this.words.remove();
  }

  private async show(form: HTMLFormElement, mode: string): Promise<void> {
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    body.set('do', 'mode');
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        body,
        signal: AbortSignal.any([asked.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = page.querySelector('order-mode');
      if (!answer.ok || !fresh) throw new Error(String(answer.status));
      this.draw(fresh, mode);
      this.drawCollector(form, page);
    } catch {
      // A later choice is on its way, or the button is needed after all.
      if (!asked.signal.aborted) this.removeAttribute('data-live');
    }
  }

  private draw(fresh: Element, mode: string): void {
    const hadFocus = this.contains(document.activeElement);
    for (const { name, value } of this.fields) this.typed.set(name, value);
    this.replaceChildren(...fresh.childNodes);
    for (const field of this.fields) field.value = this.typed.get(field.name) ?? field.value;
    if (hadFocus)
      this.querySelector<HTMLElement>(`input[name="mode"][value="${CSS.escape(mode)}"]`)?.focus({
        preventScroll: true,
      });
    this.words.textContent = this.dataset['done'] ?? '';
  }

  /** Nobody comes for what is brought or sent: who does is asked beside the name, among what stays as it was typed. */
  private drawCollector(form: HTMLFormElement, page: Document): void {
    const own = form.querySelector<HTMLInputElement>('input[name="collector"]');
    const fresh = page.querySelector<HTMLInputElement>('input[name="collector"]');
    if (own && !fresh) {
      this.typed.set(own.name, own.value);
      own.closest('.field')?.remove();
    }
    const field = fresh?.closest('.field');
    if (own || !fresh || !field) return;
    fresh.value = this.typed.get(fresh.name) ?? fresh.value;
    form.querySelector('textarea[name="note"]')?.closest('.field')?.before(field);
  }

  private get fields(): readonly HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[type="text"]')];
  }
}
