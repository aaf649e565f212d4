/** After so long without a key the hours are asked for, ms. */
const CALM = 400;

interface PreviewAnswer {
  readonly sentence: string;
  readonly hours?: {
    readonly days: readonly {
      readonly name: string;
      readonly date: string;
      readonly note: string | null;
      readonly isToday: boolean;
      readonly hours: readonly string[];
    }[];
  };
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

function cell(name: 'td' | 'th', text: string): HTMLTableCellElement {
  const element = document.createElement(name);
  element.textContent = text;
  if (name === 'th') element.setAttribute('scope', 'row');
  return element;
}

/**
 * `<hours-editor data-preview>` around a form of hours: shows what the public would see as they are typed, and what is
 * wrong with them. Without scripts the form says it once it is sent.
 */
export class HoursEditor extends HTMLElement {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private requestCount = 0;

  connectedCallback(): void {
    this.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.requestPreview(), CALM);
    });
  }

  private async requestPreview(): Promise<void> {
    const form = this.querySelector('form');
    const address = this.dataset['preview'];
    if (!form || address === undefined) return;
    const turn = (this.requestCount += 1);
    const fields = [...new FormData(form)].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    try {
      const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(fields) });
      // A later request was sent meanwhile: only its answer counts.
      if (answer.ok && turn === this.requestCount) this.show((await answer.json()) as PreviewAnswer);
    } catch {
      // No line at the moment: the form works without.
    }
  }

  private show({ sentence, hours, errors }: PreviewAnswer): void {
    this.place('sentence')?.replaceChildren(errors[0]?.message ?? sentence);
    for (const input of this.querySelectorAll('input[type="time"]')) input.removeAttribute('aria-invalid');
    for (const { field } of errors)
      this.querySelector(`#${CSS.escape(field)}`)?.setAttribute('aria-invalid', 'true');
    const rows = (hours?.days ?? []).map(({ name, date, note, isToday, hours: texts }) => {
      const row = document.createElement('tr');
      if (isToday) row.className = 'table__today';
      row.append(
        cell('th', [name, date, note ?? ''].filter(Boolean).join(' ')),
        ...texts.map((text) => cell('td', text)),
      );
      return row;
    });
    this.place('days')?.replaceChildren(...rows);
  }

  private place(name: string): Element | null {
    return this.querySelector(`[data-part="${name}"]`);
  }
}
