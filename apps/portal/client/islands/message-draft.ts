/** Who pauses for so long has written something that is worth keeping. */
const PAUSE_MS = 2_000;
const ANSWER_WITHIN_MS = 15_000;

/** Keeps what is begun in a form that has a button for it (`data-draft`, what is said then): on another device it is there too. */
export class MessageDraft {
  private readonly words = document.createElement('span');
  private timer: number | undefined;

  constructor(private readonly form: HTMLFormElement) {
    const button = form.querySelector<HTMLElement>('[data-draft]');
    this.words.className = 'form-note';
    button?.after(this.words);
    form.querySelector('textarea')?.addEventListener('input', () => this.keepSoon());
    form.addEventListener('submit', () => clearTimeout(this.timer));
  }

  private keepSoon(): void {
    clearTimeout(this.timer);
    this.words.replaceChildren();
    this.timer = setTimeout(() => void this.keep(), PAUSE_MS);
  }

  /** What cannot be kept now is kept with the next letter, and stays in its field. */
  private async keep(): Promise<void> {
    const text = this.form.querySelector('textarea')?.value ?? '';
    const kept = this.form.querySelector<HTMLElement>('[data-draft]')?.dataset['draft'] ?? '';
    try {
      const answer = await fetch(this.form.action, {
        method: 'POST',
        body: new URLSearchParams({ do: 'draft', text }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      // Refused, or signed out meanwhile: nothing is kept.
      const isKept = answer.ok && new URL(answer.url).searchParams.get('fait') === 'draft';
      if (isKept && text.trim() !== '') this.words.replaceChildren(kept);
    } catch {
      this.words.replaceChildren();
    }
  }
}
