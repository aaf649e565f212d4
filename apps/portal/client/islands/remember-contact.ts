const STORE = 'halles-contact';
const FIELDS = ['name', 'email', 'phone'] as const;
type Contact = Partial<Record<(typeof FIELDS)[number], string>>;

/** What this browser was asked to remember; null: nothing, or nothing of ours. */
function remembered(): Contact | null {
  try {
    const contact: unknown = JSON.parse(localStorage.getItem(STORE) ?? 'null');
    if (typeof contact !== 'object' || contact === null) return null;
    const known: Contact = {};
    for (const name of FIELDS) {
      const value: unknown = Reflect.get(contact, name);
      if (typeof value === 'string') known[name] = value.slice(0, 200);
    }
    return known;
  } catch {
    return null;
  }
}

/**
 * `<remember-contact data-label data-hint data-erased>` in a form that asks who orders: who ticks it finds name, address and telephone
 * filled in at the next shop, on this device alone. Nothing of it is sent but with an order, and unticking it erases it at once.
 */
export class RememberContact extends HTMLElement {
  private readonly box = document.createElement('input');
  private readonly words = document.createElement('p');
  private readonly ended = new AbortController();

  connectedCallback(): void {
    const form = this.closest('form');
    if (!form || this.childElementCount > 0) return;
    this.draw();
    const contact = remembered();
    this.box.checked = contact !== null;
    if (contact) this.fill(form, contact);
    const { signal } = this.ended;
    this.box.addEventListener('change', () => this.toggle(form));
    form.addEventListener('change', () => this.store(form), { signal });
  }

  disconnectedCallback(): void {
    this.ended.abort();
  }

  private draw(): void {
    const label = document.createElement('label');
    const text = document.createElement('span');
    label.className = 'choice';
    this.box.type = 'checkbox';
    this.box.setAttribute('aria-describedby', 'remember-hint');
    text.textContent = this.dataset['label'] ?? '';
    label.append(this.box, text);
    this.words.className = 'field__hint';
    this.words.id = 'remember-hint';
    this.words.setAttribute('role', 'status');
    this.words.textContent = this.dataset['hint'] ?? '';
    this.append(label, this.words);
  }

  private fieldOf(form: HTMLFormElement, name: string): HTMLInputElement | null {
    return form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  }

  /** What was typed or sent already stays. */
  private fill(form: HTMLFormElement, contact: Contact): void {
    if (FIELDS.some((name) => (this.fieldOf(form, name)?.value ?? '') !== '')) return;
    for (const name of FIELDS) {
      const field = this.fieldOf(form, name);
      if (field) field.value = contact[name] ?? '';
    }
  }

  private toggle(form: HTMLFormElement): void {
    if (this.box.checked) {
      this.words.textContent = this.dataset['hint'] ?? '';
      this.store(form);
      return;
    }
    localStorage.removeItem(STORE);
    this.words.textContent = this.dataset['erased'] ?? '';
  }

  private store(form: HTMLFormElement): void {
    if (!this.box.checked) return;
    const contact = Object.fromEntries(FIELDS.map((name) => [name, this.fieldOf(form, name)?.value ?? '']));
    try {
      localStorage.setItem(STORE, JSON.stringify(contact));
    } catch {
      // A browser that stores nothing for a page remembers nothing.
      this.box.checked = false;
    }
  }
}
