/** No product is ordered more often in one row. */
const MOST = 999;

/**
 * `<quantity-stepper data-fewer data-more data-product>` around a field that says how many: a button on either side takes one away
 * and adds one, and says how many there are then. The field stays what is sent, and can be typed into.
 */
export class QuantityStepper extends HTMLElement {
  private readonly status = document.createElement('span');
  private fewer: HTMLButtonElement | null = null;
  private more: HTMLButtonElement | null = null;

  connectedCallback(): void {
    const { field } = this;
    if (!field || this.fewer) return;
    this.status.className = 'visually-hidden';
    this.status.setAttribute('role', 'status');
    this.fewer = this.button('−', 'fewer', -1);
    this.more = this.button('+', 'more', 1);
    this.prepend(this.fewer);
    this.append(this.more, this.status);
    field.addEventListener('input', () => this.show());
    this.show();
  }

  private get field(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  /** What is no number counts as none: the first touch makes it one. */
  private get count(): number {
    const text = this.field?.value.trim() ?? '';
    return /^\d{1,3}$/.test(text) ? Number(text) : 0;
  }

  private button(sign: string, name: 'fewer' | 'more', by: number): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'stepper__button';
    button.textContent = sign;
    button.setAttribute('aria-label', this.dataset[name] ?? '');
    button.title = this.dataset['product'] ?? '';
    button.addEventListener('click', () => this.step(by));
    return button;
  }

  private step(by: number): void {
    const { field } = this;
    if (!field) return;
    const count = Math.max(0, Math.min(MOST, this.count + by));
    field.value = count === 0 ? '' : String(count);
    // Whoever watches the field hears of it as of what is typed.
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    this.status.textContent = `${String(count)} × ${this.dataset['product'] ?? ''}`;
    // A button that is switched off lets go of the keyboard.
    if (count === 0 && by < 0) this.more?.focus();
  }

  private show(): void {
    const { count } = this;
    if (this.fewer) this.fewer.disabled = count === 0;
    if (this.more) this.more.disabled = count >= MOST;
  }
}
