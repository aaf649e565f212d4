/**
 * `<share-link data-href data-title data-label data-copied data-only>`: a button that hands the page's address to the device's
 * own sharing, or copies it where there is none (always, where it is for that only). Without scripts nothing is shown: the address stands beside it.
 */
export class ShareLink extends HTMLElement {
  private readonly words = document.createElement('span');

  connectedCallback(): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button--quiet';
    button.textContent = this.dataset['label'] ?? '';
    button.addEventListener('click', () => void this.share());
    this.words.className = 'near-me__text';
    this.words.setAttribute('role', 'status');
    this.append(button, ' ', this.words);
  }

  private async share(): Promise<void> {
    const url = this.dataset['href'] ?? location.href;
    this.words.textContent = '';
    try {
      if (this.dataset['only'] !== 'copy' && typeof navigator.share === 'function') {
        await navigator.share({ title: this.dataset['title'] ?? document.title, url });
        return;
      }
      await navigator.clipboard.writeText(url);
      this.words.textContent = this.dataset['copied'] ?? '';
    } catch {
      // The reader closed the choice, or the browser allows neither: the address is there to be copied by hand.
    }
  }
}
