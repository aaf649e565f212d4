import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { derivedKey } from '@halles/platform/config';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals short secrets for storage: AES-256-GCM under a key of MASTER_KEY, bound to whose secret it is. */
export class SecretBox {
  private readonly key: Buffer;

  /** @param purpose what is sealed, stable for ever */
  constructor(masterKey: string, purpose: string) {
    this.key = derivedKey(masterKey, `secret/${purpose}`);
  }

  /** @param owner whose secret it is: moved to another row it opens no more */
  seal(secret: string, owner: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** The secret; null where it was sealed under another key, for another owner, or was changed since. */
  open(sealed: Buffer, owner: string): string | null {
    try {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', this.key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
      const body = sealed.subarray(NONCE_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }
}
