/** A shortcut with the blank behind it that says that it is written. */
const SHORTCUT = /(?:^|\s)\/([a-z0-9-]{1,20})\s$/i;

/**
 * `<canned-answers>` around the list of answers that are kept ready, in the form that answers: puts the one that is chosen into
 * the field, and writes one out whose shortcut is typed behind a slash. Without scripts the button has the page do the first.
 */
export class CannedAnswers extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('button')?.addEventListener('click', (event) => this.insert(event));
    this.field?.addEventListener('input', () => this.writeOut());
  }

  private get field(): HTMLTextAreaElement | null {
    return this.closest('form')?.querySelector('textarea') ?? null;
  }

  private insert(event: Event): void {
    const { field } = this;
    const text = this.querySelector('select')?.selectedOptions[0]?.dataset['text'];
    if (!field || text === undefined) return;
    event.preventDefault();
    this.put(field, field.selectionStart, field.selectionEnd, text);
  }

  private writeOut(): void {
    const { field } = this;
    if (!field) return;
    const end = field.selectionStart;
    const [, shortcut] = SHORTCUT.exec(field.value.slice(0, end)) ?? [];
    if (shortcut === undefined) return;
    const option = [...this.querySelectorAll('option')].find(
      ({ dataset }) => dataset['shortcut'] === shortcut.toLowerCase(),
    );
    const text = option?.dataset['text'];
    if (text !== undefined) this.put(field, end - shortcut.length - 2, end, text);
  }

  private put(field: HTMLTextAreaElement, start: number, end: number, text: string): void {
    field.setRangeText(text, start, end, 'end');
    field.focus();
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
