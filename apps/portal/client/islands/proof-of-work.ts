/** As the server makes it (library altcha-lib). Numbers are of derivations, and bytes are written in hexadecimal. */
interface Challenge {
  readonly parameters: {
    readonly nonce: string;
    readonly salt: string;
    readonly cost: number;
    readonly keyLength: number;
    readonly keyPrefix: string;
  };
}

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Looks for the counter whose derived key begins as the challenge says. */
async function solve(challenge: Challenge): Promise<string> {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  for (let counter = 0; ; counter += 1) {
    const password = bytesOf(nonce + counter.toString(16).padStart(8, '0'));
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations: cost };
    const derivedKey = hexOf(await crypto.subtle.deriveBits(how, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix))
      return JSON.stringify({ challenge, solution: { counter, derivedKey } });
  }
}

/**
 * `<proof-of-work data-challenge="{…}"><input type="hidden"></proof-of-work>` in a form: from the first touch of the form
 * on it computes what the server asks for, in the background. Who is faster than that waits for the rest of a second.
 * Where it cannot be computed the form is sent without it.
 */
export class ProofOfWork extends HTMLElement {
  private solution: Promise<void> | undefined;
  private isSolved = false;

  connectedCallback(): void {
    const form = this.closest('form');
    form?.addEventListener('focusin', () => void this.begin());
    // Before what else listens: the form is not being sent yet.
    form?.addEventListener('submit', (event) => this.hold(form, event), { capture: true });
  }

  private hold(form: HTMLFormElement, event: SubmitEvent): void {
    if (this.isSolved) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void this.begin().then(() => form.requestSubmit(event.submitter));
  }

  private begin(): Promise<void> {
    this.solution ??= this.fill();
    return this.solution;
  }

  private async fill(): Promise<void> {
    try {
      const proof = await solve(JSON.parse(this.dataset['challenge'] ?? '') as Challenge);
      this.querySelector('input')?.setAttribute('value', proof);
    } catch {
      // No WebCrypto, as on a page without TLS.
    } finally {
      this.isSolved = true;
    }
  }
}
