/** `<pro-shell data-worker="…" data-scopes="/pro …">` on the pages of the merchant space: keeps their shell for when there is no network. */
export class ProShell extends HTMLElement {
  connectedCallback(): void {
    if (!('serviceWorker' in navigator)) return;
    for (const scope of (this.dataset['scopes'] ?? '').split(' '))
      void navigator.serviceWorker.register(this.dataset['worker'] ?? '', { scope }).catch(() => undefined);
  }
}
