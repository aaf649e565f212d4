/**
 * `<rich-text data-for data-strong data-list>` before a textarea: two buttons that write the marks of a text where the
 * cursor is, for who does not know them. The text stays what is typed, so that it can be read without scripts too.
 */
export class RichText extends HTMLElement {
  connectedCallback(): void {
    this.setAttribute('role', 'toolbar');
    this.setAttribute('aria-label', this.dataset['tools'] ?? '');
    this.setAttribute('aria-controls', this.dataset['for'] ?? '');
    this.append(
      this.button(this.dataset['strong'] ?? '', (chosen) => `**${chosen.trim() || '…'}**`),
      this.button(this.dataset['list'] ?? '', (chosen) =>
        (chosen || '…')
          .split('\n')
          .map((line) => (line.trim() === '' || line.startsWith('- ') ? line : `- ${line}`))
          .join('\n'),
      ),
      this.button(this.dataset['link'] ?? '', (chosen) => `[${chosen.trim() || '…'}](https://)`),
    );
  }

  private button(label: string, mark: (chosen: string) => string): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'quick-action';
    button.textContent = label;
    button.addEventListener('click', () => this.write(mark));
    return button;
  }

  private write(mark: (chosen: string) => string): void {
    const text = document.querySelector<HTMLTextAreaElement>(`#${CSS.escape(this.dataset['for'] ?? '')}`);
    if (!text) return;
    const { selectionStart: from, selectionEnd: until, value } = text;
    text.setRangeText(mark(value.slice(from, until)), from, until, 'select');
    text.dispatchEvent(new Event('input', { bubbles: true }));
    text.focus();
  }
}
