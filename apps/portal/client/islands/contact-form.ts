import { pluralKey } from '../plural-key';

/** After this long without an answer the form may be sent again, ms: its key makes the second sending harmless. */
const SEND_AGAIN_AFTER = 15_000;

/** Below this many characters left, the count is said aloud as well as shown. */
const SAY_BELOW = 100;

/**
 * `<contact-form data-left="{count} …" data-left-one>` around a form: refuses a second sending while the first is on its way, and
 * says how many characters are left in the fields with a `maxlength` and an `<output for>`. The form works without it.
 */
export class ContactForm extends HTMLElement {
  private sending = false;

  connectedCallback(): void {
    const form = this.querySelector('form');
    form?.addEventListener('submit', (event) => this.submit(event));
    for (const field of this.querySelectorAll('textarea')) this.count(field);
    // A page taken back from the browser's memory must be able to send again.
    window.addEventListener('pageshow', () => this.release());
  }

  private submit(event: SubmitEvent): void {
    if (this.sending) {
      event.preventDefault();
      return;
    }
    this.sending = true;
    this.button()?.setAttribute('aria-disabled', 'true');
    setTimeout(() => this.release(), SEND_AGAIN_AFTER);
  }

  private release(): void {
    this.sending = false;
    this.button()?.removeAttribute('aria-disabled');
  }

  private button(): HTMLButtonElement | null {
    return this.querySelector('button[type="submit"]');
  }

  private count(field: HTMLTextAreaElement): void {
    const output = this.querySelector<HTMLOutputElement>(`output[for~="${field.id}"]`);
    if (!output || field.maxLength < 1) return;
    const update = (): void => {
      const left = field.maxLength - field.value.length;
      output.setAttribute('aria-live', left < SAY_BELOW ? 'polite' : 'off');
      const { lang } = document.documentElement;
      const words = this.dataset[pluralKey('left', left, lang)] ?? '{count}';
      output.textContent = words.replace('{count}', left.toLocaleString(lang));
    };
    field.addEventListener('input', update);
    update();
  }
}
